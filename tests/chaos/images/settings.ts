import { freePort } from '../../support/running-app.ts';
import { faultKinds, type FaultKind } from './faults.ts';

/**
 * How long a prediction may take until the app stops it, in seconds: less than a run settles in, and
 * more than the app takes to prove that a request which was cut off never arrived.
 */
const runSeconds = 90;

/** How an app is started for a run, and what follows from that for the run. */
export type ImageChaosSettings = {
  environment: Record<string, string>;
  kinds: FaultKind[];
  runMs: number;
};

/**
 * The settings of a run.
 *
 * @param hasWebhooks whether the provider can tell the app what it did; else all is found by asking
 */
export async function imageChaosSettings(hasWebhooks: boolean): Promise<ImageChaosSettings> {
  const port = String(await freePort());
  const environment = { PORT: port, SIMULATOR_SECONDS: '1', RUN_SECONDS: String(runSeconds) };
  const runMs = runSeconds * 1000;
  if (hasWebhooks) {
    const reached = { ...environment, PUBLIC_URL: `http://localhost:${port}` };
    return { environment: reached, kinds: faultKinds, runMs };
  }
  return { environment, kinds: faultKinds.filter(({ call }) => call !== 'webhook'), runMs };
}
