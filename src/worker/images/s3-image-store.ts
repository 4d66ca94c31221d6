import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '../settings.ts';
import type { ImageStore, ListedObject, ObjectFacts } from './image-store.ts';

/** How long the server may take to begin its answer, in milliseconds. */
const patienceMs = 15_000;

/**
 * Images in a bucket of a server that speaks S3, in path style. Asks for nothing beyond what all of
 * them know: no conditional writes, no ranges but plain ones, no checksums but MD5.
 */
export function s3ImageStore(settings: S3Settings): ImageStore {
  const { accessKeyId, secretAccessKey, region, endpoint } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const bucket = `${endpoint}/${encodeURIComponent(settings.bucket)}`;

  /** One call. The answer's status is 2xx, or 404 with whatever body. Throws at any other. */
  const call = async (method: string, url: string, init: RequestInit = {}): Promise<Response> => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), patienceMs);
    try {
      const signed = await client.sign(url, { ...init, method });
      const response = await fetch(signed, { redirect: 'manual', signal: timeout.signal });
      if (response.ok || response.status === 404) return response;
      throw new Error(`S3 answered ${response.status} ${codeOf(await response.text())}`.trim());
    } finally {
      clearTimeout(timer);
    }
  };
  const atKey = (method: string, key: string, init?: RequestInit) =>
    call(method, `${bucket}/${encodedKey(key)}`, init);
  const head = async (key: string) => {
    const response = await atKey('HEAD', key);
    return response.ok ? factsOf(response) : null;
  };

  return {
    head,

    async put(key, { bytes, contentType, sha256 }) {
      if ((await head(key))?.size === bytes.byteLength) return;
      const headers = { 'content-type': contentType, 'x-amz-content-sha256': sha256 };
      await orThrow(await atKey('PUT', key, { body: bytes, headers }));
    },

    async get(key, part) {
      const range = part && { range: `bytes=${part.start}-${part.start + part.length - 1}` };
      const response = await atKey('GET', key, range && { headers: range });
      if (response.ok && response.body) return { ...factsOf(response), body: response.body };
      await response.body?.cancel();
      return null;
    },

    async delete(keys) {
      if (keys.length === 0) return;
      const objects = keys.map((key) => `<Object><Key>${escaped(key)}</Key></Object>`).join('');
      const body = `<Delete><Quiet>true</Quiet>${objects}</Delete>`;
      const headers = {
        'content-type': 'application/xml',
        'content-md5': createHash('md5').update(body).digest('base64'),
      };
      const answer = await orThrow(await call('POST', `${bucket}?delete=`, { body, headers }));
      if (/<Error>/.test(answer)) throw new Error(`S3 did not delete all: ${codeOf(answer)}`);
    },

    async list(prefix, after, limit) {
      const query = new URLSearchParams({ 'list-type': '2', 'max-keys': String(limit), prefix });
      if (after !== '') query.set('start-after', after);
      const xml = await orThrow(await call('GET', `${bucket}?${query.toString()}`));
      const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, one = '']) =>
        listed(one),
      );
      return { objects, isLast: textOf(xml, 'IsTruncated') !== 'true' };
    },
  };
}

/** The answer's text, where the bucket itself is there. */
async function orThrow(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`S3 answered ${response.status} ${codeOf(text)}`.trim());
  return text;
}

function factsOf({ headers }: Response): ObjectFacts {
  const total = headers.get('content-range')?.split('/')[1] ?? headers.get('content-length');
  return {
    size: Number(total),
    etag: headers.get('etag') ?? '',
    contentType: headers.get('content-type') ?? 'application/octet-stream',
    uploadedAt: Date.parse(headers.get('last-modified') ?? ''),
  };
}

function encodedKey(key: string): string {
  const strict = (part: string) =>
    encodeURIComponent(part).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return key.split('/').map(strict).join('/');
}

function listed(xml: string): ListedObject {
  return {
    key: textOf(xml, 'Key'),
    size: Number(textOf(xml, 'Size')),
    uploadedAt: Date.parse(textOf(xml, 'LastModified')),
  };
}

/** Which error an answer tells of, as S3 calls it. */
function codeOf(xml: string): string {
  return textOf(xml, 'Code');
}

/** The text of the first such element. S3's answers have neither attributes nor nesting there. */
function textOf(xml: string, name: string): string {
  const [, text = ''] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, word) => {
    if (word) return entities[word] ?? whole;
    return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
  });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
