import type { PlannedMessage } from './live-show.js';
import { OutgoingQueue } from './outgoing-queue.js';

const SHOP = { id: 's1', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };

function planned(id: string, eventAtMs: number, sendAtMs: number): PlannedMessage {
  return { sendAtMs, isCopy: false, message: { id, orderNo: id, eventAtMs, body: '{}', facts: [] } };
}

function queueAt(clock: { nowMs: number }, stop = new AbortController()) {
  const sent: string[] = [];
  const delivery = { send: async (_shop: typeof SHOP, { id }: { id: string }) => void sent.push(id) };
  return { sent, stop, queue: new OutgoingQueue(delivery, () => new Date(clock.nowMs), stop.signal) };
}

describe('messages waiting for their moment', () => {
  it('go out when it has come, in the order of sending', async () => {
    const clock = { nowMs: 100 };
    const { queue, sent } = queueAt(clock);
    queue.add(SHOP, [planned('late', 10, 300), planned('second', 60, 90), planned('first', 50, 80)]);
    await queue.sendDue();
    expect(sent).toEqual(['first', 'second']);
    clock.nowMs = 300;
    await queue.sendDue();
    expect(sent).toEqual(['first', 'second', 'late']);
    expect(queue.isEmpty).toBe(true);
  });

  it('are not lost by a stop between becoming due and being sent', async () => {
    const { queue, sent, stop } = queueAt({ nowMs: 100 });
    queue.add(SHOP, [planned('due', 50, 60)]);
    stop.abort();
    await queue.sendDue();
    expect(sent).toEqual([]);
    await queue.sendRest();
    expect(sent).toEqual(['due']);
  });

  it('go out at the end if they were held back, and never if they have not happened yet', async () => {
    const { queue, sent } = queueAt({ nowMs: 100 });
    queue.add(SHOP, [planned('held-back', 90, 5_000), planned('not-yet', 101, 101)]);
    await queue.sendRest();
    expect(sent).toEqual(['held-back']);
    expect(queue.isEmpty).toBe(true);
  });
});
