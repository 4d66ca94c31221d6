import type { Broken, ImageHistory } from '../history.ts';
import { asksByPrompt, called, rowsOf, tellsOfCharge } from './rooms.ts';

/** No request makes more than one prediction: never a second one without proof that there is none. */
export function oneCreationEach(history: ImageHistory): Broken[] {
  const invariant = 'at most one creation each';
  const asks = asksByPrompt(history);
  return [...Map.groupBy(history.predictions, ({ prompt }) => prompt)].flatMap(
    ([prompt, predictions]) => {
      const accepted = (asks.get(prompt) ?? []).filter(({ answers }) => answers.length > 0);
      if (predictions.length <= accepted.length) return [];
      const ids = predictions.map(({ id }) => id).join(', ');
      const who = accepted.map(called).join(' and ') || `"${prompt}", which nobody asked for,`;
      return [{ invariant, words: `${who} made ${predictions.length} predictions: ${ids}` }];
    },
  );
}

/** What is paid for, its author sees: as completed, or with the word that it may have been charged. */
export function noSilentSpend(history: ImageHistory): Broken[] {
  const invariant = 'no silent spend';
  const asks = asksByPrompt(history);
  const billable = history.predictions.filter((prediction) => prediction.billable);
  return [...Map.groupBy(billable, ({ prompt }) => prompt)].flatMap(([prompt, predictions]) => {
    const asked = asks.get(prompt) ?? [];
    const told = asked.filter((ask) => rowsOf(ask, history).some(tellsOfCharge));
    if (told.length >= predictions.length) return [];
    const paid = predictions.map(({ id, status }) => `${id} (${status})`).join(', ');
    const who = asked.map((ask) => `${called(ask)} is ${endOf(ask, history)}`).join(' and ');
    return [{ invariant, words: `${paid} costs something; ${who || 'nobody asked for it'}` }];
  });
}

function endOf(ask: Parameters<typeof rowsOf>[0], history: ImageHistory): string {
  const [row] = rowsOf(ask, history);
  if (!row) return 'not there';
  return row.error ? `${row.status} (${row.error.code}, not charged)` : row.status;
}
