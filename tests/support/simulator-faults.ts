/** Adds faults to a simulator, as its `POST /simulator/faults` takes them. */
export async function scriptAt(
  simulator: string,
  ...rules: Record<string, unknown>[]
): Promise<void> {
  const answer = await fetch(`${simulator}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
