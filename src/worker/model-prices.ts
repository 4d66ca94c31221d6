import * as z from 'zod/mini';
import { defaultModelId } from '../domain/models/curated.ts';
import { modelIdPattern } from '../protocol/model-id.ts';

const example = JSON.stringify({ [defaultModelId]: 0.01 });
const words = `MODEL_PRICES is not a JSON object of US dollars an image. Write it like ${example}.`;

/** The setting MODEL_PRICES: prices that go before those of the list, for any model. */
export const modelPricesSchema = z.pipe(
  z.string(),
  z.pipe(
    z.transform(parsed),
    z.record(z.string(), z.number(words).check(z.nonnegative(words)), words).check((context) => {
      const wrong = Object.keys(context.value).find((id) => !modelIdPattern.test(id));
      if (wrong === undefined) return;
      const message = `MODEL_PRICES names "${wrong}". A model is called owner/name, such as ${defaultModelId}.`;
      context.issues.push({ code: 'custom', message, input: context.value });
    }),
  ),
);

/** What the text says as JSON; `null`, which is refused, where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
