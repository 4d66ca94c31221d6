const svg = 'http://www.w3.org/2000/svg';

/** A drawing of the page's set, for what the script itself puts on the page. */
export function iconOf(name: string, size: 16 | 18 | 20): SVGElement {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('class', `icon icon-${size}`);
  icon.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#icon-${name}`);
  icon.append(use);
  return icon;
}
