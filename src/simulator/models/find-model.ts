import { languageModels, strangeLanguageModels } from '../language/language-models.ts';
import { flux11Pro, fluxDev, fluxKontextPro, fluxSchnell } from './flux.ts';
import { imagen4, nanoBanana } from './google.ts';
import { ideogramV3Turbo } from './ideogram.ts';
import type { Model } from './model.ts';
import { qwenImage } from './qwen.ts';
import { realEsrgan } from './real-esrgan.ts';
import { recraftV3 } from './recraft.ts';
import { seedream4 } from './seedream.ts';
import { sdxl, stableDiffusion35Large } from './stability.ts';
import { communityPainter, strangeModels } from './strange/strange-models.ts';

/** Every model the simulator has; add one here and it has its routes, schema and validation. */
export const MODELS: readonly Model[] = [
  sdxl,
  fluxSchnell,
  fluxDev,
  flux11Pro,
  fluxKontextPro,
  stableDiffusion35Large,
  imagen4,
  nanoBanana,
  seedream4,
  ideogramV3Turbo,
  recraftV3,
  qwenImage,
  realEsrgan,
  communityPainter,
  ...languageModels,
  ...strangeModels,
  ...strangeLanguageModels,
];

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
  return MODELS.find((model) => canRunByName(model) && path === `${model.owner}/${model.name}`);
}

/** Whether `owner/name` is enough to run it: community models run by version only. */
export function canRunByName({ official, version }: Model): boolean {
  return official && version !== undefined;
}
