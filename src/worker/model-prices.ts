import * as z from 'zod/mini';
import { findModel, models } from '../domain/models.ts';

const example = JSON.stringify(Object.fromEntries(models.slice(0, 1).map(({ id }) => [id, 0.01])));
const words = `MODEL_PRICES is not a JSON object of US dollars an image. Write it like ${example}.`;

/** The setting MODEL_PRICES: prices that go before those of the list, for any of the models. */
export const modelPricesSchema = z.pipe(
  z.string(),
  z.pipe(
    z.transform(parsed),
    z.record(z.string(), z.number(words).check(z.nonnegative(words)), words).check((context) => {
      const unknown = Object.keys(context.value).find((id) => !findModel(id));
      if (unknown === undefined) return;
      const known = models.map(({ id }) => id).join(', ');
      const message = `MODEL_PRICES names "${unknown}". The models here are: ${known}.`;
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
