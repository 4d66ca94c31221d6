import { helloOf } from '../../../../src/protocol/hello-query.ts';
import { pingFrame, protocolVersion } from '../../../../src/protocol/client-message.ts';

/** The network's end of a connection, played by the test. */
export class FakeSocket extends EventTarget {
  readonly readyState = 1;
  readonly sent: unknown[] = [];
  closed = false;

  /** @param query of the address that is connected to: it says hello */
  constructor(query = '') {
    super();
    const said = helloOf(new URLSearchParams(query));
    if (said) this.sent.push(said);
  }

  send(data: string): void {
    this.sent.push(data === pingFrame ? 'ping' : JSON.parse(data));
  }
  close(): void {
    this.closed = true;
  }
  opens(): void {
    this.dispatchEvent(new Event('open'));
  }
  says(...messages: unknown[]): void {
    this.saysText(JSON.stringify(messages));
  }
  saysText(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  ends(code: number): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

export const welcome = {
  type: 'welcome',
  protocol_version: protocolVersion,
  user_id: 'user-ana',
  simulated: false,
  models: [],
  models_tag: null,
  read_rev: null,
};

export function hello(last_rev: number | null, models_tag: string | null = null) {
  return { type: 'hello', protocol_version: protocolVersion, last_rev, models_tag };
}
