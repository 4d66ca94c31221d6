import { html } from 'hono/html';
import type { Spend, SpendShares } from '../db/operator-figures.ts';
import { counted, countWords, dayWords, dollarWords } from './operator-words.ts';
import type { Html } from './page-frame.ts';

export interface OperatorSpend {
  inAll: Spend;
  byDay: (Spend & { day: number })[];
  byPerson: SpendShares;
  byChat: SpendShares;
}

type Share = Spend & { name: string; isKnown: boolean };

/**
 * What the pictures cost, by list price.
 *
 * @param simulated whether pictures are simulated now, and so cost nothing
 */
export function operatorSpend(
  { inAll, byDay, byPerson, byChat }: OperatorSpend,
  simulated: boolean,
): Html {
  const days = byDay.map(({ day, ...spend }) => ({ ...spend, name: dayWords(day), isKnown: true }));
  return html`
    <section class="operator-part" aria-labelledby="operator-spend">
      <h2 class="operator-title" id="operator-spend">Spent, estimated</h2>
      ${
        inAll.images === 0
          ? html`
              <p class="operator-empty">No picture was paid for in this time.</p>
            `
          : html`
              <p class="operator-sum">${dollarWords(inAll.dollars)}</p>
              <p class="operator-note">
                For ${counted(inAll.images, 'picture')} completed, or broken off and perhaps charged,
                by list price. Your bill is Replicate’s to write.${unpricedWords(inAll)}
                ${simulated ? 'Pictures are simulated at the moment: those cost nothing.' : ''}
              </p>
              <div class="operator-cards">
                ${shareCard('By day', days, 0)}
                ${shareCard('By person', named(byPerson), byPerson.others)}
                ${shareCard('By room', named(byChat), byChat.others)}
              </div>
            `
      }
    </section>
  `;
}

function unpricedWords({ unpriced }: Spend): string {
  if (unpriced === 0) return '';
  return ` The price of ${countWords(unpriced)} is not known, so ${unpriced === 1 ? 'it is' : 'they are'} not in the sum.`;
}

function named({ shares }: SpendShares): Share[] {
  return shares.map((share) => ({
    ...share,
    name: share.name ?? 'gone',
    isKnown: share.name !== null,
  }));
}

function shareCard(title: string, shares: Share[], others: number): Html {
  const most = Math.max(...shares.map(({ dollars }) => dollars));
  return html`
    <div class="operator-card">
      <h3 class="operator-card-title">${title}</h3>
      <table class="operator-table">
        <caption class="sr-only">
          Spent, ${title.toLowerCase()}
        </caption>
        <thead class="sr-only">
          <tr>
            <th scope="col">${title}</th>
            <th scope="col">Pictures</th>
            <th scope="col">US dollars</th>
          </tr>
        </thead>
        <tbody>
          ${shares.map(
            (share) => html`
              <tr>
                <th scope="row" class="${share.isKnown ? '' : 'is-unknown'}">
                  <span class="operator-name" dir="auto">${share.name}</span>
                  ${bar(share.dollars, most)}
                </th>
                <td class="operator-aside">${countWords(share.images)}</td>
                <td>${share.unpriced === share.images ? '–' : dollarWords(share.dollars)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      ${
        others > 0
          ? html`
              <p class="operator-note">and ${countWords(others)} more, with less</p>
            `
          : ''
      }
    </div>
  `;
}

/** As a drawing: a style of its own would be barred. */
function bar(part: number, most: number): Html {
  const width = most > 0 ? ((part / most) * 100).toFixed(1) : '0';
  return html`
    <svg
      class="operator-bar"
      viewBox="0 0 100 2"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="${width}" height="2"></rect>
    </svg>
  `;
}
