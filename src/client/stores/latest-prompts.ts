import type { PastPrompt } from '../../protocol/past-prompts.ts';

/** My prompts of all my rooms, the newest first: one page of them. @throws HttpError */
export async function latestPrompts(): Promise<PastPrompt[]> {
  // Most visits do not ask for them.
  const { findPrompts } = await import('./prompts-api.ts');
  return (await findPrompts({ scope: 'mine' })).prompts;
}
