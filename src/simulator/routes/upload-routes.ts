import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { apiError, invalidInput, notFound } from '../api-error.ts';
import { isRecord } from '../models/schema-parts.ts';
import { baseUrlOf } from '../request-origin.ts';
import type { SimulatorContext, SimulatorEnv, SimulatorParts } from '../simulator-env.ts';
import { readForm } from '../uploads/read-form.ts';
import { expiryOf, type Upload } from '../uploads/uploads.ts';
import { answer, type Accepted } from './answer.ts';

const LARGEST_BYTES = 100 * 1024 * 1024;
/** What a form has around its file, at most. */
const FORM_BYTES = 64 * 1024;

/** Replicate's Files API: a caller's own files, to be named in the input of a prediction. */
export function uploadRoutes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  const { uploads } = parts;

  const tooLarge = (): Response => apiError(413, 'File too large', 'Files may have 100 MB.');
  const limit = bodyLimit({ maxSize: LARGEST_BYTES + FORM_BYTES, onError: tooLarge });
  app.post('/files', limit, async (c) => {
    const form = await readUpload(c);
    const accept = (): Accepted => {
      if (form === undefined) return { response: withoutContent() };
      if (form.bytes.length > LARGEST_BYTES) return { response: tooLarge() };
      const upload = uploads.add(form, form.bytes);
      return { response: Response.json(view(upload, baseUrlOf(c)), { status: 201 }) };
    };
    return answer(c, parts, { kind: 'upload', fault: parts.faults.take('upload'), accept });
  });

  const reply = (c: SimulatorContext, work: () => Response): Promise<Response> => {
    const fault = parts.faults.take('file');
    return answer(c, parts, { kind: 'file', fault, accept: () => ({ response: work() }) });
  };
  const withFile = (c: SimulatorContext, work: (upload: Upload) => Response): Promise<Response> =>
    reply(c, () => {
      const upload = uploads.find(c.req.param('id') ?? '');
      return upload ? work(upload) : notFound();
    });

  app.get('/files', (c) =>
    reply(c, () => {
      const results = uploads.list().map((upload) => view(upload, baseUrlOf(c)));
      return Response.json({ previous: null, next: null, results });
    }),
  );

  app.get('/files/:id', (c) => withFile(c, (upload) => Response.json(view(upload, baseUrlOf(c)))));

  app.get('/files/:id/download', (c) =>
    withFile(c, (upload) => {
      const headers = { 'content-type': upload.content_type, etag: `"${upload.md5}"` };
      return new Response(uploads.bytes(upload), { headers });
    }),
  );

  app.delete('/files/:id', (c) =>
    withFile(c, (upload) => {
      uploads.remove(upload);
      return new Response(null, { status: 204 });
    }),
  );

  return app;
}

interface FileForm {
  name: string;
  content_type: string;
  metadata: Record<string, unknown>;
  bytes: Uint8Array;
}

/** Reads the form of an upload; undefined when it is none, or has no file in it. */
async function readUpload(c: SimulatorContext): Promise<FileForm | undefined> {
  const body = Buffer.from(await c.req.arrayBuffer());
  const parts = readForm(body, c.req.header('content-type') ?? '') ?? [];
  const text = (name: string): string => {
    const part = parts.find((one) => one.name === name);
    return part ? Buffer.from(part.bytes).toString() : '';
  };
  const content = parts.find((part) => part.name === 'content' && part.filename !== undefined);
  if (!content) return undefined;
  return {
    name: text('filename') || (content.filename ?? ''),
    content_type: text('type') || (content.content_type ?? 'application/octet-stream'),
    metadata: readMetadata(text('metadata')),
    bytes: content.bytes,
  };
}

function readMetadata(text: string): Record<string, unknown> {
  try {
    const metadata: unknown = JSON.parse(text);
    return isRecord(metadata) ? metadata : {};
  } catch {
    return {};
  }
}

function withoutContent(): Response {
  const description = 'content is required';
  return invalidInput([{ type: 'required', field: 'content', description }]);
}

function view(upload: Upload, baseUrl: string): Record<string, unknown> {
  const { id, name, content_type, size, sha256, md5, metadata } = upload;
  return {
    id,
    name,
    content_type,
    size,
    etag: md5,
    checksums: { sha256, md5 },
    metadata,
    created_at: new Date(upload.created_at).toISOString(),
    expires_at: new Date(expiryOf(upload)).toISOString(),
    urls: { get: `${baseUrl}/v1/files/${id}` },
  };
}
