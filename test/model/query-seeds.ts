import fc from 'fast-check';
import { windowDay } from './draws.js';
import { REFUND_GROUPINGS } from './refund-reference.js';
import { AREA_SUBJECTS, BASES, REFUND_VIEWS } from './scopes.js';

const area = fc.nat({ max: 99 });

/** A range begins and ends in the window, or where its months do. */
const range = { days: fc.tuple(windowDay, windowDay), isFromMonthStart: fc.boolean(), isToMonthEnd: fc.boolean() };
const view = { basis: fc.constantFrom(...BASES), refundView: fc.constantFrom(...REFUND_VIEWS) };
const category = fc.option(fc.constantFrom('ceramics', 'grain', 'grain.buckwheat', 'herb'), { freq: 2 });
const filters = { within: fc.option(area, { freq: 3 }), category, platform: fc.option(fc.constantFrom('standard', 'manual'), { freq: 2 }) };

export const query = fc.record({
  subject: fc.constantFrom(...AREA_SUBJECTS, 'merchants' as const, 'products' as const),
  ...view,
  ...filters,
  ...range,
});

/** One for each subject, unfiltered. */
export const plainView = fc.record({ ...view, isWhole: fc.boolean() });

export const refundQuery = fc.record({
  by: fc.constantFrom(...REFUND_GROUPINGS),
  ...view,
  within: fc.option(area, { freq: 2 }),
  category,
  ...range,
});

export const todayQuery = fc.record({
  subject: fc.constantFrom(...AREA_SUBJECTS),
  ...view,
  within: fc.option(area, { freq: 2 }),
  ...range,
});
