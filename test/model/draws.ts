/** Small choices that several seeds are made of. */
import fc from 'fast-check';
import { PLACES } from './places.js';
import { WINDOW_DAYS } from './windows.js';

/** `common` unless the rare case is drawn; shrinks to the common one. */
export function rarely<T>(common: T, rare: fc.Arbitrary<T>, inHowMany: number): fc.Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, { weight: inHowMany - 1, arbitrary: fc.constant(common) }, { weight: 1, arbitrary: rare });
}

const POSITIONS = 15;
export const position = fc.nat({ max: POSITIONS });
export const place = { at: position, isTogether: fc.constantFrom(false, true, true, true) };

export const windowDay = fc.nat({ max: WINDOW_DAYS - 1 });
export const notation = fc.nat({ max: 3 });
const atClock = fc.record({
  day: windowDay,
  clock: fc.constantFrom('12:00:00.000', '20:15:30.000', '00:00:00.000', '23:59:59.999'),
  notation,
});
export const SESSION_EDGES = ['start', 'just-before-start', 'end-of-grace', 'just-before-end-of-grace', 'just-after-end-of-grace'] as const;
const atSessionEdge = fc.record({ session: fc.nat({ max: 2 }), edge: fc.constantFrom(...SESSION_EDGES), notation });
export const moment = fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: atClock }, { weight: 1, arbitrary: atSessionEdge });

export const itemId = fc.constantFrom('i1', 'i2', '3600000001');
export const skuId = rarely<string | null>(null, fc.constantFrom('x', 'y'), 3);

export const pick = fc.nat({ max: 5 });
export const merchant = fc.nat({ max: 2 });
export const seller = fc.nat({ max: 1 });
export const product = fc.nat({ max: 4 });

/** Each text has the word of one class at most. */
export const REASONS = ['破损', '收到时已破损', '质量问题', '发错货', '物流太慢', '退差价', '不想要了', '其他原因'] as const;
export const reason = fc.constantFrom<string | null>(null, ...REASONS);

/** Homes: villages, a township, a county, zones and below. */
export const home = fc.constantFrom('140681102201', '140226100', '140602100201', '140671400001', '140226');
/** Origins may be any place, a city too; '' is none. */
export const origin = fc.constantFrom(...Object.keys(PLACES).filter((code) => code !== '14'), '');
export const lot = fc.constantFrom('L-1', 'L-2');
