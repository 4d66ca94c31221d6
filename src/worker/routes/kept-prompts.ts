import { Hono } from 'hono';
import { nanoid } from 'nanoid';
import type { Refusal } from '../../protocol/errors.ts';
import {
  keptKinds,
  keptPromptBodySchema,
  keptPromptChangeSchema,
  type KeptPrompt,
} from '../../protocol/http.ts';
import { idLength } from '../../protocol/ids.ts';
import { limits } from '../../protocol/limits.ts';
import { styleSchema } from '../../protocol/style.ts';
import { signedIn } from '../auth/current-person.ts';
import { isImageOfMine } from '../db/images.ts';
import {
  addKeptPrompt,
  changeKeptPrompt,
  deleteKeptPrompt,
  findKeptPrompt,
  keptPromptsOf,
  type KeptFields,
} from '../db/kept-prompts.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { firstIssue } from '../http/first-issue.ts';
import { jsonBody } from '../http/json-body.ts';
import { refuse } from '../http/refuse.ts';

/** The same words for one that is not there and one of somebody else. */
const notFound: Refusal = { code: 'not_found', message: 'You do not keep such a prompt.' };

/** The prompts and the styles that a person keeps: seen by nobody else. */
export const keptPromptRoutes = new Hono<SignedInEnv>()
  .use(signedIn)
  .get('/', async (c) => {
    const kind = keptKinds.find((one) => one === c.req.query('kind'));
    if (!kind) {
      const message = `Say which kind: ${keptKinds.join(' or ')}.`;
      return refuse(c, { code: 'invalid', message, field: 'kind' });
    }
    return c.json({ prompts: await keptPromptsOf(c.var.db, c.var.person.id, kind) });
  })
  .post('/', jsonBody(keptPromptBodySchema), async (c) => {
    const { db, person, body } = c.var;
    const why = whyNot(body.kind, body);
    if (why) return refuse(c, why);
    if (body.image_id !== null && !(await isImageOfMine(db, body.image_id, person.id))) {
      const message = 'There is no such picture, or you are not in its room.';
      return refuse(c, { code: 'not_found', message, field: 'image_id' });
    }
    const id = nanoid(idLength);
    const made = { ...body, tags: unique(body.tags), id, created_at: Date.now() };
    if (!(await addKeptPrompt(db, person.id, made))) {
      const message = `You keep ${limits.keptPrompts} prompts and styles. Take some away first.`;
      return refuse(c, { code: 'too_many', message });
    }
    return c.json(await findKeptPrompt(db, person.id, id), 201);
  })
  .patch('/:id', jsonBody(keptPromptChangeSchema), async (c) => {
    const { db, person, body } = c.var;
    const id = c.req.param('id');
    const kept = await findKeptPrompt(db, person.id, id);
    if (!kept) return refuse(c, notFound);
    const fields: KeptFields = {
      name: body.name ?? kept.name,
      text: body.text ?? kept.text,
      negative_prompt: body.negative_prompt ?? kept.negative_prompt,
      tags: unique(body.tags ?? kept.tags),
    };
    const why = whyNot(kept.kind, fields);
    if (why) return refuse(c, why);
    await changeKeptPrompt(db, person.id, id, fields, Date.now());
    return c.json(await findKeptPrompt(db, person.id, id));
  })
  .delete('/:id', async (c) => {
    const gone = await deleteKeptPrompt(c.var.db, c.var.person.id, c.req.param('id'));
    return gone ? c.body(null, 204) : refuse(c, notFound);
  });

/** Why such words cannot be kept: a prompt has to say something, a style be usable in a request. */
function whyNot(kind: KeptPrompt['kind'], fields: KeptFields): Refusal | null {
  const says = fields.text !== '' || (kind === 'style' && fields.negative_prompt !== '');
  if (!says) return { code: 'invalid', message: 'Write something first.', field: 'text' };
  if (kind === 'prompt') return null;
  const style = styleSchema.safeParse(fields);
  return style.success ? null : firstIssue(style.error);
}

function unique(tags: readonly string[]): string[] {
  return [...new Set(tags)];
}
