import { imageFactsSchema, type ImageFacts } from '../../../../protocol/image-facts.ts';
import { limits } from '../../../../protocol/limits.ts';

/** Characters of the text that are read. */
const mostLength = 20_000;

const negative = 'Negative prompt:';

/**
 * How an image was made as AUTOMATIC1111's web UI writes it, which many programs read: the prompt
 * that the model was asked with, what to leave out, and a line of settings.
 */
export function parametersOf(facts: ImageFacts): string {
  const { options, seed, width, height, model } = facts;
  const prompt = facts.composed_prompt ?? facts.prompt;
  const negative_prompt = facts.composed_negative_prompt ?? facts.negative_prompt;
  const steps = options['num_inference_steps'] ?? options['steps'];
  const scale = options['guidance_scale'] ?? options['guidance'];
  const settings = [
    ['Steps', steps],
    ['CFG scale', scale],
    ['Seed', seed],
    ['Size', width === null || height === null ? null : `${width}x${height}`],
    ['Model', quoted(model)],
    ['Version', 'Darkroom'],
  ].filter(([, value]) => value !== null && value !== undefined && value !== '');
  return [
    prompt,
    ...(negative_prompt === '' ? [] : [`${negative} ${negative_prompt}`]),
    settings.map(([name, value]) => `${String(name)}: ${String(value)}`).join(', '),
  ].join('\n');
}

/** As that program does where a value has what separates them. */
function quoted(value: string): string {
  return /[,:\n"]/.test(value) ? JSON.stringify(value) : value;
}

/**
 * Reads such a text.
 *
 * @returns `null` where it is none
 */
export function factsInParameters(text: string): ImageFacts | null {
  const lines = text.slice(0, mostLength).replaceAll('\0', '').trim().split('\n');
  const settings = settingsIn(lines.at(-1) ?? '');
  // Less than this may as well be a part of the prompt.
  if (settings.size < 3) return null;
  lines.pop();
  const at = lines.findIndex((line) => line.startsWith(negative));
  const part = (some: string[]) => some.join('\n').trim().slice(0, limits.promptLength);
  const size = /^(\d{1,6})x(\d{1,6})$/.exec(settings.get('Size') ?? '');
  const seed = settings.get('Seed') ?? '';
  const parsed = imageFactsSchema.safeParse({
    app: null,
    prompt: part(at < 0 ? lines : lines.slice(0, at)),
    negative_prompt: at < 0 ? '' : part(lines.slice(at)).slice(negative.length).trim(),
    model: settings.get('Model') ?? '',
    seed: /^\d{1,15}$/.test(seed) ? Number(seed) : null,
    width: size ? Number(size[1]) : null,
    height: size ? Number(size[2]) : null,
    shape: null,
    options: {},
    author: '',
    created_at: null,
    image_id: null,
  });
  return parsed.success ? parsed.data : null;
}

/** The settings of a line such as `Steps: 20, Seed: 7, Model: "a, b"`, by their names. */
function settingsIn(line: string): Map<string, string> {
  const found = line.matchAll(/(?:^|,)\s*([A-Z][\w \-/]{0,40}):\s*("(?:\\.|[^"\\])*"|[^,]*)/g);
  return new Map([...found].map(([, name = '', value = '']) => [name, unquoted(value.trim())]));
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}
