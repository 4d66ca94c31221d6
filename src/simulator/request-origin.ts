import type { SimulatorContext } from './simulator-env.ts';

/** The address by which this caller reaches the simulator, without a slash at the end. */
export function baseUrlOf(c: SimulatorContext): string {
  return new URL(c.req.url).origin;
}

/**
 * Whether a request was addressed to this machine by name: a page from elsewhere whose name has
 * been pointed here must not be able to use the controls.
 */
export function isAddressedToLoopback(c: SimulatorContext): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(c.req.url).hostname);
}
