import type { Device } from './device.ts';
import type { Recorder } from './history.ts';
import { rowsOf, Wire } from './wire.ts';

/** How long a twin may take to be greeted, and to get its answers, in milliseconds. */
const patienceMs = 4_000;

/**
 * Duplicates requests of a device. A proxy of bytes cannot, since both copies must be whole frames:
 * so the same person opens a second socket, and sends there every request that the device sends, at
 * the same time and under the same `client_id`, until `count` of them were answered twice.
 */
export async function duplicate(device: Device, recorder: Recorder, count: number): Promise<void> {
  const name = `${device.name}+twin`;
  if (!recorder.devices.some((known) => known.device === name)) {
    recorder.devices.push({ device: name, user_id: device.userId });
  }
  const asked = new Set<string>();
  const answered = new Set<string>();
  let isOpen = false;
  let ended = false;
  const wire = new Wire(device.address, {
    open: () => wire.hello(null),
    heard: (message) => {
      if (message.type === 'snapshot') {
        isOpen = true;
        const { has_older } = message;
        const rows = rowsOf(message);
        recorder.add(name, 0, { type: 'rows', source: 'snapshot', rows, has_older });
      } else if (message.type === 'ack') {
        const { client_id, id, rev } = message;
        answered.add(client_id);
        recorder.add(name, 0, { type: 'ok', client_id, id, rev });
      } else if (message.type === 'refused') {
        if (message.client_id !== null) answered.add(message.client_id);
        const { client_id } = message;
        recorder.add(name, 0, { type: 'refused', client_id, code: message.error.code });
      }
    },
    end: () => {
      ended = true;
    },
  });
  await recorder.until(() => isOpen || ended, patienceMs);
  device.mirror = (clientId, request) => {
    if (asked.size >= count && !asked.has(clientId)) return;
    asked.add(clientId);
    wire.request(clientId, request);
  };
  await recorder.until(() => ended || answered.size >= count, patienceMs);
  device.mirror = null;
  wire.abandon();
}
