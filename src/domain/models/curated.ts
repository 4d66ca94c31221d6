import fluxPro from './schemas/black-forest-labs--flux-1.1-pro.json' with { type: 'json' };
import fluxDev from './schemas/black-forest-labs--flux-dev.json' with { type: 'json' };
import fluxKontext from './schemas/black-forest-labs--flux-kontext-pro.json' with { type: 'json' };
import fluxSchnell from './schemas/black-forest-labs--flux-schnell.json' with { type: 'json' };
import seedream from './schemas/bytedance--seedream-4.json' with { type: 'json' };
import imagen from './schemas/google--imagen-4.json' with { type: 'json' };
import nanoBanana from './schemas/google--nano-banana.json' with { type: 'json' };
import ideogram from './schemas/ideogram-ai--ideogram-v3-turbo.json' with { type: 'json' };
import realEsrgan from './schemas/nightmareai--real-esrgan.json' with { type: 'json' };
import qwenImage from './schemas/qwen--qwen-image.json' with { type: 'json' };
import recraft from './schemas/recraft-ai--recraft-v3.json' with { type: 'json' };
import sdxl from './schemas/stability-ai--sdxl.json' with { type: 'json' };
import stableDiffusion from './schemas/stability-ai--stable-diffusion-3.5-large.json' with { type: 'json' };
import type { AskedBy, ModelDefinition } from './definition.ts';

/** A model that is known to be good for something, in plain words. */
export type CuratedModel = {
  id: string;
  name: string;
  description: string;
  use: ModelDefinition['use'];
  by: AskedBy;
  /** What one image costs by Replicate's list, in US dollars; the setting MODEL_PRICES goes before. */
  price: number;
  /** Its inputs as Replicate described them when this was written; those of today go before. */
  document: unknown;
};

/** The model that a request without one gets: it takes everything that the form has. */
export const defaultModelId = 'stability-ai/sdxl';

/** The models that a room offers unless its owner chooses, the default first. */
export const curatedModels: readonly CuratedModel[] = [
  {
    id: defaultModelId,
    name: 'SDXL',
    description: 'Takes an exact size and what to leave out.',
    use: 'create',
    by: 'version',
    price: 0.006,
    document: sdxl,
  },
  {
    id: 'black-forest-labs/flux-schnell',
    name: 'Flux Schnell',
    description: 'The quickest. Follows a plain sentence well.',
    use: 'create',
    by: 'model',
    price: 0.003,
    document: fluxSchnell,
  },
  {
    id: 'black-forest-labs/flux-dev',
    name: 'Flux Dev',
    description: 'Slower, with finer detail. Can start from a picture.',
    use: 'create',
    by: 'model',
    price: 0.025,
    document: fluxDev,
  },
  {
    id: 'black-forest-labs/flux-1.1-pro',
    name: 'Flux 1.1 Pro',
    description: 'High quality from long descriptions.',
    use: 'create',
    by: 'model',
    price: 0.04,
    document: fluxPro,
  },
  {
    id: 'stability-ai/stable-diffusion-3.5-large',
    name: 'Stable Diffusion 3.5',
    description: 'Many styles, takes what to leave out.',
    use: 'create',
    by: 'model',
    price: 0.065,
    document: stableDiffusion,
  },
  {
    id: 'google/imagen-4',
    name: 'Imagen 4',
    description: 'Photographs and fine detail.',
    use: 'create',
    by: 'model',
    price: 0.04,
    document: imagen,
  },
  {
    id: 'bytedance/seedream-4',
    name: 'Seedream 4',
    description: 'Large pictures, and several to start from.',
    use: 'create',
    by: 'model',
    price: 0.03,
    document: seedream,
  },
  {
    id: 'ideogram-ai/ideogram-v3-turbo',
    name: 'Ideogram 3',
    description: 'Words in pictures: posters, signs, covers.',
    use: 'create',
    by: 'model',
    price: 0.03,
    document: ideogram,
  },
  {
    id: 'recraft-ai/recraft-v3',
    name: 'Recraft 3',
    description: 'Illustration in many named styles.',
    use: 'create',
    by: 'model',
    price: 0.04,
    document: recraft,
  },
  {
    id: 'qwen/qwen-image',
    name: 'Qwen Image',
    description: 'Words in pictures, and close to what is asked.',
    use: 'create',
    by: 'model',
    price: 0.025,
    document: qwenImage,
  },
  {
    id: 'black-forest-labs/flux-kontext-pro',
    name: 'Flux Kontext',
    description: 'Changes a picture by a sentence.',
    use: 'edit',
    by: 'model',
    price: 0.04,
    document: fluxKontext,
  },
  {
    id: 'google/nano-banana',
    name: 'Nano Banana',
    description: 'Changes and joins pictures by a sentence.',
    use: 'edit',
    by: 'model',
    price: 0.039,
    document: nanoBanana,
  },
  {
    id: 'nightmareai/real-esrgan',
    name: 'Real-ESRGAN',
    description: 'Makes a picture larger and sharper.',
    use: 'upscale',
    by: 'version',
    price: 0.002,
    document: realEsrgan,
  },
];

/** What one image of each model costs, in US dollars, by the model's id. */
export type ModelPrices = Readonly<Record<string, number>>;

/** The prices by Replicate's list; it changes without notice. */
export const listPrices: ModelPrices = Object.fromEntries(
  curatedModels.map(({ id, price }) => [id, price]),
);
