/** A price, such as "$0.002" or "$0.10". @param dollars US dollars */
export function priceInWords(dollars: number): string {
  const exact = dollars.toFixed(4).replace(/0{1,2}$/, '');
  return `$${exact}`;
}
