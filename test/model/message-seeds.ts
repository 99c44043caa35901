import fc from 'fast-check';
import { DEFECTS, type Defect } from './defects.js';
import { itemId, lot, moment, notation, place, position, rarely, reason, skuId } from './draws.js';
import { ORDER_STATUSES, REFUND_KINDS, REFUND_STATUSES } from './facts.js';

export const MAX_MESSAGES = 24;

export const order = fc.record({
  shop: fc.nat({ max: 2 }),
  orderNo: fc.constantFrom('A-1', 'A-2', '6920152002630123456', '6920152002630123457'),
  versions: fc.constantFrom('always', 'never', 'sometimes'),
});

/** Deposits, gifts and lines that cost nothing are lines like any other. */
const line = fc.record({
  lineNo: fc.constantFrom('1', '2', '10', 'b'),
  itemId,
  skuId,
  quantity: fc.constantFrom(1, 2, 7, 0),
  paidFen: fc.oneof({ withCrossShrink: true }, fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(1_000_000_000_000, 0)),
  isGift: rarely(false, fc.constant(true), 8),
  lot: rarely<string | null>(null, lot, 2),
  shippedAt: fc.option(moment, { freq: 1 }),
});

const refund = fc.record({
  refundNo: fc.constantFrom('R1', 'R2', 'R3'),
  line: fc.nat({ max: 3 }),
  quarters: fc.constantFrom(4, 2, 1, 0),
  status: rarely<(typeof REFUND_STATUSES)[number] | null>('succeeded', fc.option(fc.constantFrom(...REFUND_STATUSES)), 2),
  freightFen: rarely(0, fc.constantFrom(800), 4),
  kind: rarely<(typeof REFUND_KINDS)[number] | null>(null, fc.constantFrom(...REFUND_KINDS), 2),
  reason: fc.oneof({ withCrossShrink: true }, { weight: 5, arbitrary: reason }, { weight: 1, arbitrary: fc.constantFrom('', '  ') }),
  at: moment,
});

const word = fc.record({
  order: fc.nat({ max: 4 }),
  version: fc.constantFrom(1, 2, 3, 10),
  dropsVersion: fc.boolean(),
  sentAt: fc.record({ slot: fc.nat({ max: 4 }), millisecond: fc.nat({ max: 1 }), notation }),
  status: fc.constantFrom(...ORDER_STATUSES),
  paidAt: fc.option(moment, { freq: 6 }),
  shippedAt: fc.option(moment, { freq: 1 }),
  depositFen: rarely(0, fc.constantFrom(500), 4),
  room: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
  host: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
  lines: fc.array(line, { minLength: 1, maxLength: 4, size: 'max' }),
  refunds: fc.array(refund, { maxLength: 3 }),
  defect: rarely<Defect | null>(null, fc.constantFrom(...(Object.keys(DEFECTS) as Defect[])), 12),
});

export const message = fc.record({
  word,
  idPrefix: fc.constantFrom('m', 'M', '_', '9-', 'ma'),
  copies: rarely([], fc.array(fc.record(place), { minLength: 1, maxLength: 2 }), 3),
  ...place,
});

/** Another body under the id of a message that was sent before. */
export const conflict = fc.record({ of: fc.nat({ max: MAX_MESSAGES - 1 }), word, at: position });
