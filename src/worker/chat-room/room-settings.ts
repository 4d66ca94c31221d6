import { policy } from '../../domain/image-job/policy.ts';
import { listPrices, type ModelPrices } from '../../domain/models/curated.ts';
import { limits } from '../../protocol/limits.ts';
import { readSettings, type Settings, type SettingsEnv } from '../settings.ts';
import type { LanguageSettings } from './room-language.ts';

/** What the settings mean for a room. */
export type RoomSettings = {
  requestRate: Settings['requestRate'];
  /** How long one prediction may take, in milliseconds. */
  runMs: number;
  simulated: boolean;
  /** Whether a provider is configured. */
  canMakeImages: boolean;
  modelPrices: ModelPrices;
  languageModels: LanguageSettings;
};

/** Reads what a room needs of the settings. Where one is broken nobody comes in: see `app.ts`. */
export function roomSettings(env: SettingsEnv): RoomSettings {
  const read = readSettings(env);
  if (!read.ok) {
    return {
      requestRate: limits.requestRate,
      runMs: policy.runMs,
      simulated: false,
      canMakeImages: false,
      modelPrices: listPrices,
      languageModels: { replicate: null, languageModel: null, captionModel: null },
    };
  }
  const { replicate, requestRate, runMs, simulated, modelPrices } = read.settings;
  const { languageModel, captionModel } = read.settings;
  return {
    requestRate,
    runMs,
    simulated,
    canMakeImages: replicate !== null,
    modelPrices,
    languageModels: { replicate, languageModel, captionModel },
  };
}
