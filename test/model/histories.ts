/**
 * Random worlds and histories. What is drawn here are seeds: small numbers and choices that shrink well and cannot contradict each
 * other. scenario-builder.ts turns a seed into facts on real days.
 */
import fc from 'fast-check';
import { DEFECTS, type Defect } from './defects.js';
import { ORDER_STATUSES, REFUND_STATUSES } from './facts.js';
import { PLACES } from './places.js';
import { AREA_SUBJECTS, BASES, REFUND_VIEWS } from './reference.js';

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

/** Every day on which something is booked lies in a window of this many days, so histories on separate windows never meet. */
export const WINDOW_DAYS = 6;

const POSITIONS = 15;
const MAX_MESSAGES = 30;
const MAX_ACTIONS = 16;

/** `common` unless the rare case is drawn; shrinks to the common one. */
function rarely<T>(common: T, rare: fc.Arbitrary<T>, inHowMany: number): fc.Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, { weight: inHowMany - 1, arbitrary: fc.constant(common) }, { weight: 1, arbitrary: rare });
}

const notation = fc.nat({ max: 3 });
const position = fc.nat({ max: POSITIONS });

const atClock = fc.record({
  day: fc.nat({ max: WINDOW_DAYS - 1 }),
  clock: fc.constantFrom('12:00:00.000', '20:15:30.000', '00:00:00.000', '23:59:59.999'),
  notation,
});
export const SESSION_EDGES = ['start', 'just-before-start', 'end-of-grace', 'just-before-end-of-grace', 'just-after-end-of-grace'] as const;
const atSessionEdge = fc.record({ session: fc.nat({ max: 2 }), edge: fc.constantFrom(...SESSION_EDGES), notation });
const moment = fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: atClock }, { weight: 1, arbitrary: atSessionEdge });

const session = fc.record({
  merchant: fc.nat({ max: 1 }),
  isOfShop: rarely(true, fc.constant(false), 4),
  room: fc.option(fc.nat({ max: 1 })),
  host: fc.option(fc.nat({ max: 1 })),
  day: fc.nat({ max: 2 }),
  hour: fc.constantFrom(20, 19, 8),
  hours: fc.option(fc.constantFrom(2, 1, 14), { freq: 3 }),
});

const itemId = fc.constantFrom('i1', 'i2', '3600000001');
const skuId = rarely<string | null>(null, fc.constantFrom('x', 'y'), 3);
const mapping = fc.record({ shop: fc.nat({ max: 2 }), itemId, skuId, product: fc.nat({ max: 4 }) });

/** Homes and origins: villages, a township, a county, a city, both zones and below. '' is a product without origin. */
const home = fc.constantFrom('140681102201', '140226100', '140602100201', '140671400001', '140226');
const changedOrigin = fc.constantFrom(...Object.keys(PLACES).filter((code) => code !== '14'), '');

const world = fc.record({
  homes: fc.tuple(home, home),
  productOwners: fc.array(fc.nat({ max: 1 }), { minLength: 3, maxLength: 3 }),
  thirdShop: fc.option(fc.nat({ max: 1 })),
  hosts: fc.array(fc.record({ merchant: fc.nat({ max: 1 }), isKnownToPlatform: fc.boolean() }), { minLength: 1, maxLength: 2 }),
  sessions: fc.array(session, { minLength: 1, maxLength: 3 }),
  mappings: fc.array(mapping, { maxLength: 16, size: 'max' }),
});

const order = fc.record({
  shop: fc.nat({ max: 2 }),
  orderNo: fc.constantFrom('A-1', 'A-2', '6920152002630123456', '6920152002630123457'),
  versions: fc.constantFrom('always', 'never', 'sometimes'),
});

const line = fc.record({
  lineNo: fc.constantFrom('1', '2', '10', 'b'),
  itemId,
  skuId,
  quantity: fc.constantFrom(1, 2, 7, 0),
  paidFen: fc.oneof({ withCrossShrink: true }, fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(1_000_000_000_000, 0)),
  isGift: rarely(false, fc.constant(true), 8),
});

const refund = fc.record({
  refundNo: fc.constantFrom('R1', 'R2', 'R3'),
  line: fc.nat({ max: 3 }),
  quarters: fc.constantFrom(4, 2, 1, 0),
  status: rarely<(typeof REFUND_STATUSES)[number] | null>('succeeded', fc.option(fc.constantFrom(...REFUND_STATUSES)), 2),
  freightFen: rarely(0, fc.constantFrom(800), 4),
  at: moment,
});

const word = fc.record({
  order: fc.nat({ max: 4 }),
  version: fc.constantFrom(1, 2, 3, 10),
  dropsVersion: fc.boolean(),
  sentAt: fc.record({ slot: fc.nat({ max: 4 }), millisecond: fc.nat({ max: 1 }), notation }),
  status: fc.constantFrom(...ORDER_STATUSES),
  paidAt: fc.option(moment, { freq: 6 }),
  room: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
  host: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  refunds: fc.array(refund, { maxLength: 3 }),
  defect: rarely<Defect | null>(null, fc.constantFrom(...(Object.keys(DEFECTS) as Defect[])), 12),
});

const place = { at: position, isTogether: rarely(false, fc.constant(true), 2) };
const message = fc.record({
  word,
  idPrefix: fc.constantFrom('m', 'M', '_', '9-', 'ma'),
  copies: rarely([], fc.array(fc.record(place), { minLength: 1, maxLength: 2 }), 3),
  ...place,
});

/** Another body under the id of a message that was sent before. */
const conflict = fc.record({ of: fc.nat({ max: MAX_MESSAGES - 1 }), word, at: position });

const pick = fc.nat({ max: 5 });
const handLine = fc.record({
  product: fc.nat({ max: 4 }),
  quantity: fc.integer({ min: 1, max: 9 }),
  paidFen: fc.integer({ min: 1, max: 9_000 }),
});
const handWord = { session: fc.option(pick), paidAt: moment, lines: fc.array(handLine, { minLength: 1, maxLength: 3 }) };
const newHandOrder = { merchant: fc.nat({ max: 1 }), order: fc.option(fc.nat({ max: 4 }), { freq: 2 }) };
const handRefund = { pick, line: fc.nat({ max: 2 }), quarters: fc.integer({ min: 1, max: 4 }), at: moment };
const remapping = fc.oneof(
  fc.record({ kind: fc.constant('map-item' as const), mapping }),
  fc.record({ kind: fc.constant('unmap-item' as const), pick }),
  fc.record({ kind: fc.constant('change-origin' as const), product: fc.nat({ max: 4 }), origin: changedOrigin }),
);
const staging = fc.oneof(
  fc.record({ kind: fc.constant('add-session' as const), session }),
  fc.record({ kind: fc.constant('change-session' as const), pick, session }),
  fc.record({ kind: fc.constant('archive-session' as const), pick }),
  fc.record({ kind: fc.constant('register-host' as const), merchant: fc.nat({ max: 1 }) }),
);
const bookkeeping = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('hand-order' as const), ...newHandOrder, ...handWord }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('hand-refund' as const), ...handRefund }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('correct-order' as const), pick, ...handWord }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void-order' as const), pick }) },
);
const action = fc.oneof(remapping, staging, { weight: 2, arbitrary: bookkeeping });

const workerPoint = fc.record({
  at: position,
  kind: fc.constantFrom('settle' as const, 'stop' as const, 'start' as const, 'crash' as const),
});

const area = fc.nat({ max: 99 });
const day = fc.nat({ max: WINDOW_DAYS - 1 });
const query = fc.record({
  subject: fc.constantFrom(...AREA_SUBJECTS, 'merchants' as const, 'products' as const),
  basis: fc.constantFrom(...BASES),
  refundView: fc.constantFrom(...REFUND_VIEWS),
  within: fc.option(area, { freq: 3 }),
  category: fc.option(fc.constantFrom('ceramics', 'grain', 'grain.buckwheat', 'herb'), { freq: 2 }),
  platform: fc.option(fc.constantFrom('standard', 'manual'), { freq: 2 }),
  days: fc.tuple(day, day),
});

export const historySeed = fc.record({
  world,
  orders: fc.array(order, { minLength: 1, maxLength: 5, size: 'max' }),
  messages: fc.array(message, { maxLength: MAX_MESSAGES, size: 'max' }),
  conflicts: fc.array(conflict, { maxLength: 2 }),
  actions: fc.array(fc.record({ action, ...place }), { maxLength: MAX_ACTIONS, size: 'max' }),
  workerPoints: fc.array(workerPoint, { maxLength: 6 }),
  queries: fc.array(query, { minLength: 3, maxLength: 3 }),
});

export type HistorySeed = Drawn<typeof historySeed>;
export type WorldSeed = Drawn<typeof world>;
export type SessionSeed = Drawn<typeof session>;
export type MappingSeed = Drawn<typeof mapping>;
export type OrderSeed = Drawn<typeof order>;
export type WordSeed = Drawn<typeof word>;
export type MomentSeed = Drawn<typeof moment>;
export type ActionSeed = Drawn<typeof action>;
export type QuerySeed = Drawn<typeof query>;
