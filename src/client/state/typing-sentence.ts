/** Who is writing, in words: "Teo is writing a prompt", "Teo and Mira are writing"; empty for nobody. */
export function typingSentence(
  people: readonly { name: string; what: 'message' | 'prompt' }[],
): string {
  const [first, second] = people;
  if (!first) return '';
  if (!second) return `${first.name} is writing${first.what === 'prompt' ? ' a prompt' : ''}`;
  if (people.length > 2) return `${people.length} people are writing`;
  const prompts = first.what === 'prompt' && second.what === 'prompt';
  return `${first.name} and ${second.name} are writing${prompts ? ' prompts' : ''}`;
}
