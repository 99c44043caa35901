import fc from 'fast-check';
import type { Capabilities } from './driver.js';
import { home, lot, merchant, moment, origin, pick, product, rarely, reason, seller, windowDay } from './draws.js';
import { mapping, session } from './world-seeds.js';

const handLine = fc.record({
  product,
  quantity: fc.integer({ min: 1, max: 9 }),
  paidFen: fc.integer({ min: 1, max: 9_000 }),
});
const handWord = { session: fc.option(pick), paidAt: moment, lines: fc.array(handLine, { minLength: 1, maxLength: 3 }) };
const newHandOrder = { merchant: seller, order: fc.option(fc.nat({ max: 4 }), { freq: 2 }) };
const handRefund = { pick, line: fc.nat({ max: 2 }), quarters: fc.integer({ min: 1, max: 4 }), at: moment, reason };

const remapping = fc.oneof(
  fc.record({ kind: fc.constant('map-item' as const), mapping }),
  fc.record({ kind: fc.constant('unmap-item' as const), pick }),
);
const staging = fc.oneof(
  fc.record({ kind: fc.constant('add-session' as const), session }),
  fc.record({ kind: fc.constant('change-session' as const), pick, session }),
  fc.record({ kind: fc.constant('archive-session' as const), pick }),
  fc.record({ kind: fc.constant('register-host' as const), merchant: seller }),
);
const bookkeeping = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('hand-order' as const), ...newHandOrder, ...handWord }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('hand-refund' as const), ...handRefund }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('correct-order' as const), pick, ...handWord }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('void-order' as const), pick }) },
);
const changing = fc.oneof(
  fc.record({ kind: fc.constant('change-origin' as const), product, origin, isAfterSales: fc.constant(false) }),
  fc.record({ kind: fc.constant('change-home' as const), merchant, home, isAfterSales: fc.constant(false) }),
);

const isSettled = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);
const rule = fc.record({
  effect: fc.constantFrom('origin' as const, 'merchant' as const, 'merchant' as const, 'home' as const),
  scope: fc.constantFrom(
    'product' as const,
    'product' as const,
    'lot-of-product' as const,
    'lot-of-merchant' as const,
    'merchant' as const,
  ),
  product,
  merchant,
  lot,
  origin,
  target: merchant,
  home,
  from: rarely<number | null>(null, windowDay, 3),
  to: rarely<number | null>(null, windowDay, 3),
});
const attributing = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('create-rule' as const), rule, isSettled }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw-rule' as const), pick, isSettled }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge-merchants' as const), merged: merchant, into: merchant, isSettled }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change-origin' as const), product, origin, isAfterSales: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change-home' as const), merchant, home, isAfterSales: fc.constant(true) }) },
);

const everyday = fc.oneof(
  { weight: 2, arbitrary: remapping },
  { weight: 3, arbitrary: staging },
  { weight: 5, arbitrary: bookkeeping },
  { weight: 1, arbitrary: changing },
);

export function actionsOf({ attributionRules }: Capabilities) {
  return fc.oneof({ weight: 2, arbitrary: everyday }, { weight: attributionRules ? 1 : 0, arbitrary: attributing });
}
