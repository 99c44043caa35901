import type { MessageCount } from '../api/intake.js';
import { countsByReason } from './reason-counts.js';

function counted(shopId: string, state: MessageCount['state'], reason: string | null, count: number, latestAt: string): MessageCount {
  return { shopId, shopName: `店${shopId}`, platform: 'standard', state, reason, count, latestAt };
}

const COUNTS = [
  counted('1', 'ignored', 'message.test', 40, '2026-11-22T08:00:00+08:00'),
  counted('1', 'quarantined', 'field.amount', 2, '2026-11-22T09:00:00+08:00'),
  counted('2', 'quarantined', 'field.amount', 5, '2026-11-22T02:00:00Z'),
  counted('1', 'quarantined', 'message.not-json', 9, '2026-11-20T08:00:00+08:00'),
  counted('2', 'conflict', 'message.conflict', 1, '2026-11-20T08:00:00+08:00'),
  counted('2', 'applied', null, 100_000, '2026-11-22T10:00:00+08:00'),
];

describe('messages counted by reason', () => {
  it('put what waits for a person first, the most frequent reason above the others', () => {
    const rows = countsByReason(COUNTS).map(({ state, reason, count }) => [state, reason, count]);
    expect(rows).toEqual([
      ['quarantined', 'message.not-json', 9],
      ['quarantined', 'field.amount', 7],
      ['conflict', 'message.conflict', 1],
      ['ignored', 'message.test', 40],
    ]);
  });

  it('name the shops they came from and the latest of all, whatever zone it is written in', () => {
    const amounts = countsByReason(COUNTS).find(({ reason }) => reason === 'field.amount');
    expect(amounts?.shops.map(({ shopId, count }) => [shopId, count])).toEqual([
      ['2', 5],
      ['1', 2],
    ]);
    expect(amounts?.latestAt).toBe('2026-11-22T02:00:00Z');
  });
});
