import { listen } from './listen.ts';
import { readSettings } from './settings.ts';

/** Starts the simulator as the environment asks, and ends it when it is told to. */
async function main(): Promise<void> {
  const read = readSettings(process.env);
  if ('problem' in read) return stop(read.problem);
  const { port, ...options } = read.settings;
  try {
    const simulator = await listen(port, options);
    console.log(`simulator listening on ${simulator.url}`);
    const end = (): void => {
      void simulator.close().then(() => process.exit(0));
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const inUse = reason.includes('EADDRINUSE');
    stop(
      inUse
        ? `port ${port} is in use: stop what listens there, or set SIMULATOR_PORT to another port`
        : `the simulator cannot start: ${reason}`,
    );
  }
}

function stop(line: string): void {
  console.error(line);
  process.exitCode = 1;
}

await main();
