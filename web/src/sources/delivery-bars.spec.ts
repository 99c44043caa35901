import type { DeliveryHour } from '../api/intake.js';
import { barsOf, tallestOf } from './delivery-bars.js';

const NOTHING = { accepted: 0, repeated: 0, conflicting: 0, unreadable: 0, refused: 0, busy: 0, applied: 0, ignored: 0, quarantined: 0 };
const FROM = new Date('2026-11-22T08:00:00+08:00');
const TO = new Date('2026-11-22T11:30:00+08:00');

function hourOf(hour: string, numbers: Partial<DeliveryHour>): DeliveryHour {
  return { ...NOTHING, lagMs: null, hour, ...numbers };
}

describe('the hours of deliveries', () => {
  it('are all there, those without a message and the one that is not over yet, too', () => {
    const bars = barsOf([hourOf('2026-11-22T01:00:00Z', { accepted: 7 })], FROM, TO);
    expect(bars.map(({ hour, accepted }) => [hour.slice(11, 16), accepted])).toEqual([
      ['08:00', 0],
      ['09:00', 7],
      ['10:00', 0],
      ['11:00', 0],
    ]);
  });

  it('add up to the tallest bar, with what was repeated and what failed for any reason', () => {
    const hours = [
      hourOf('2026-11-22T08:00:00+08:00', { accepted: 7 }),
      hourOf('2026-11-22T09:00:00+08:00', { accepted: 2, repeated: 3, conflicting: 1, unreadable: 1, refused: 1, busy: 1 }),
    ];
    expect(tallestOf(barsOf(hours, FROM, TO))).toBe(9);
    expect(tallestOf([])).toBe(0);
  });
});
