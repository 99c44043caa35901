import type { RehearsedOrder } from '../orders/index.js';
import type { ReplayChangeDto, ReplayOutcomeDto } from './message.dto.js';
import type { Reading } from './platforms/platform-adapter.js';

/** What would become of messages; those that still belong to no shop stay where they are. */
export function outcomeOf(readings: readonly Reading[], astray: number): ReplayOutcomeDto {
  const count = (kind: 'said' | 'ignored' | 'fault' | 'wants'): number => readings.filter((reading) => kind in reading).length;
  return { applied: count('said'), ignored: count('ignored'), quarantined: count('fault') + astray, awaitingDetail: count('wants') };
}

export function changeOf(orders: readonly RehearsedOrder[]): ReplayChangeDto {
  const sum = (measure: 'paidFen' | 'refundedFen' | 'orders' | 'lines'): number =>
    orders.reduce((total, { before, after }) => total + after[measure] - before[measure], 0);
  const [paidFen, refundedFen] = [sum('paidFen'), sum('refundedFen')];
  return { paidFen, refundedFen, netFen: paidFen - refundedFen, orders: sum('orders'), lines: sum('lines') };
}
