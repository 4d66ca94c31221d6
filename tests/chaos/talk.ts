import { setTimeout as pause } from 'node:timers/promises';
import type { Device } from './device.ts';
import type { ChatRequest, MessageRow } from './history.ts';
import type { Random } from './random.ts';

/** Kinds of requests that not every version of the app knows. */
export type Skill = 'message_edit' | 'message_delete' | 'reaction_set' | 'reply' | 'image_request';

/** Between two requests of one device, in milliseconds: together under what a person may send. */
const thinking = { least: 60, most: 340 };

const words = ['lighthouse', 'storm', 'dusk', 'boat', 'harbour', 'gull', 'fog', 'lantern'];
const reactions = ['👍', '❤️', '🎉'];

/** One device's part in a conversation: goes on until it is told to stop. */
export class Talk {
  #device: Device;
  #random: Random;
  #skills: readonly Skill[];
  #said = 0;
  #stopping = new AbortController();
  #done: Promise<void> = Promise.resolve();

  constructor(device: Device, random: Random, skills: readonly Skill[]) {
    this.#device = device;
    this.#random = random;
    this.#skills = skills;
  }

  /** Talks, one request after the answer to the one before. */
  start(): void {
    this.#stopping = new AbortController();
    this.#done = this.#talk(this.#stopping.signal);
  }

  /** Asks for nothing new and waits until what was asked is answered. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #talk(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#random.chance(0.05) && this.#device.view.hasOlder) await this.#device.older();
      else await this.#device.request(this.#next());
      await pause(this.#random.between(thinking.least, thinking.most), null, { signal }).catch(
        () => {
          // Stopped while thinking.
        },
      );
    }
  }

  #next(): ChatRequest {
    const { ordered, mine } = this.#known();
    const knows = (skill: Skill) => this.#skills.includes(skill);
    const kind = this.#random.weighted<ChatRequest['type']>([
      ['message_send', 60],
      ['message_edit', knows('message_edit') && mine.length > 0 ? 12 : 0],
      ['message_delete', knows('message_delete') && mine.length > 0 ? 7 : 0],
      ['reaction_set', knows('reaction_set') && ordered.length > 0 ? 18 : 0],
      ['image_request', knows('image_request') ? 1 : 0],
    ]);
    switch (kind) {
      case 'message_edit':
        return { type: kind, message_id: this.#random.pick(mine).id, text: this.#text() };
      case 'message_delete':
        return { type: kind, message_id: this.#random.pick(mine).id };
      case 'reaction_set': {
        const reaction = this.#random.pick(reactions);
        const on = this.#random.chance(0.7);
        return { type: kind, message_id: this.#random.pick(ordered).id, reaction, on };
      }
      case 'image_request':
        return { type: kind, prompt: this.#text(), width: 384, height: 384, seed: 1 };
      default: {
        const answers = knows('reply') && ordered.length > 0 && this.#random.chance(0.2);
        const reply = answers ? { reply_to: this.#random.pick(ordered).id } : {};
        return { type: 'message_send', text: this.#text(), ...reply };
      }
    }
  }

  /** Messages of the last while, so that several are at the same ones; pictures are let alone. */
  #known(): { ordered: MessageRow[]; mine: MessageRow[] } {
    const ordered = this.#device.view
      .ordered()
      .filter(({ image_id }) => image_id === null)
      .slice(-40);
    return {
      ordered,
      mine: ordered.filter(({ author_id }) => author_id === this.#device.userId),
    };
  }

  /** Never the same twice. */
  #text(): string {
    this.#said += 1;
    return `${this.#device.name} ${this.#said} ${this.#random.pick(words)}`;
  }
}
