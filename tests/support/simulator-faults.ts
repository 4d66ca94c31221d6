/** Times that a call to the simulator is made at the most. */
const mostTries = 5;

/**
 * Calls the simulator. A fault that resets a connection hits whoever else was about to use it: then
 * the call was not taken, and is made again.
 */
export async function callSimulator(address: string, init?: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await fetch(address, init);
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
}

/** Adds faults to a simulator, as its `POST /simulator/faults` takes them. */
export async function scriptAt(
  simulator: string,
  ...rules: Record<string, unknown>[]
): Promise<void> {
  const answer = await callSimulator(`${simulator}/simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
