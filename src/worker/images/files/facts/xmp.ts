import type { ImageFacts } from '../../../../protocol/image-facts.ts';

/** The namespace of our own part, which is no address: nothing is ever fetched there. */
const namespace = 'urn:darkroom:image#';

/** Characters of a packet that are read. */
const mostLength = 200_000;

/** What XML cannot hold: control characters, halves of surrogate pairs, and two that are none. */
const noXml = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

function escaped(text: string): string {
  return text
    .replaceAll(noXml, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex, decimal, word) => {
      if (word) return entities[word] ?? whole;
      const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** JSON as XML can hold it whole: what XML does not know stands in JSON's own escapes. */
function settingsOf(facts: ImageFacts): string {
  const json = JSON.stringify(facts).replaceAll(
    noXml,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped(json);
}

/**
 * An XMP packet: what other programs show of an image in the places where they look for it, and all
 * that we know in one of our own.
 */
export function xmpOf(facts: ImageFacts): string {
  const date = facts.created_at === null ? null : new Date(facts.created_at).toISOString();
  const lines = [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:darkroom="${namespace}">`,
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.prompt)}</rdf:li></rdf:Alt></dc:description>`,
    `<dc:creator><rdf:Seq><rdf:li>${escaped(facts.author)}</rdf:li></rdf:Seq></dc:creator>`,
    '<xmp:CreatorTool>Darkroom</xmp:CreatorTool>',
    ...(date === null ? [] : [`<xmp:CreateDate>${date}</xmp:CreateDate>`]),
    `<darkroom:settings>${settingsOf(facts)}</darkroom:settings>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ];
  return lines.join('\n');
}

/**
 * Our own part of an XMP packet, as text. No XML is parsed: it is looked for by its name, as an
 * element, or as the attribute into which other programs turn it.
 *
 * @returns `null` where there is none
 */
export function settingsIn(packet: string): string | null {
  const text = packet.slice(0, mostLength);
  const found = /darkroom:settings(?:>([^<]*)<|\s*=\s*"([^"]*)"|\s*=\s*'([^']*)')/.exec(text);
  const inside = found?.[1] ?? found?.[2] ?? found?.[3];
  return inside === undefined ? null : unescaped(inside);
}
