import type { GateWord, RoomNews } from './gate-word.ts';

/** What the gate needs of a room: somebody to tell. */
export type HearsGate = Rpc.DurableObjectBranded & {
  hearGate(word: GateWord): Promise<void>;
};

/** What a room needs of the gate: somebody to report to. */
export type HearsRooms = Rpc.DurableObjectBranded & {
  report(chatId: string, news: RoomNews): Promise<GateWord>;
};

/** The one gate of the deployment. */
export function gateOf<T extends HearsRooms>(env: {
  PREDICTION_GATE: DurableObjectNamespace<T>;
}): DurableObjectStub<T> {
  return env.PREDICTION_GATE.getByName('gate');
}
