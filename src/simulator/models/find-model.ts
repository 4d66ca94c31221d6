import { fluxDev } from './flux-dev.ts';
import { fluxSchnell } from './flux-schnell.ts';
import type { Model } from './model.ts';
import { sdxl } from './sdxl.ts';

/** Every model the simulator has; add one here and it has its routes, schema and validation. */
const MODELS: readonly Model[] = [sdxl, fluxSchnell, fluxDev];

/** Finds a model by owner and name; undefined if there is none. */
export function findModel(owner: string, name: string): Model | undefined {
  return MODELS.find((model) => model.owner === owner && model.name === name);
}

/**
 * Finds what the `version` of a create names: a hash, `owner/name:hash`, or `owner/name` of an official model.
 * @returns undefined for what Replicate calls "Invalid version or not permitted"
 */
export function findVersion(version: string): Model | undefined {
  const [path = '', hash] = version.includes('/') ? version.split(':') : [undefined, version];
  if (hash !== undefined) {
    return MODELS.find(
      (model) => model.version === hash && (path === '' || path === `${model.owner}/${model.name}`),
    );
  }
  return MODELS.find((model) => model.official && path === `${model.owner}/${model.name}`);
}
