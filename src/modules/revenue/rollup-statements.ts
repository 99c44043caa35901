import { sqlFile } from '../../platform/database/index.js';

/**
 * How rollups are made of what is in them, put together from shared steps: folding adds the cells of a few claimed entries, a
 * rebuild fills empty tables with the cells of all, `verify` compares the cells of all with what stands there. So what a cell is
 * is written once, in its step.
 */
const file = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const madeOf = (steps: readonly string[], statement: string): string =>
  `with ${steps.map((step) => file(`step-${step}`)).join(',\n')}\n${file(statement)}`;

const VILLAGES = ['leaf', 'village-cell', 'village-area'];
const COUNTIES = ['county-cell', 'county-area'];
const AREAS = [...VILLAGES, ...COUNTIES, 'area-cell'];
const CELLS = ['base-cell', 'goods-cell', 'refund-cell', ...AREAS];

export const FOLD_ENTRIES = madeOf(['claim-entries', 'moved-claimed', ...CELLS], 'fold-cells');
export const FOLD_NOTED_ENTRIES = madeOf(['claim-noted', 'moved-claimed', ...CELLS], 'fold-cells');

export const FILL_BASE = madeOf(['moved-all', 'base-cell'], 'fill-base');
export const FILL_REFUND = madeOf(['moved-all', 'refund-cell'], 'fill-refund');
export const FILL_GOODS = madeOf(['moved-base', 'goods-cell'], 'fill-goods');
/** $1 the finer grain, $2 the wider one. */
export const FILL_GOODS_GRAIN = file('fill-goods-grain');
export const FILL_VILLAGES = madeOf(['moved-base', ...VILLAGES], 'fill-villages');
export const FILL_COUNTIES = madeOf(['moved-base', 'leaf', ...COUNTIES], 'fill-counties');
/** $1 the finer grain, $2 the wider one, $3 whether of townships and villages. */
export const FILL_AREA_GRAIN = file('fill-area-grain');

/** Each rollup against what it is made of: entries, or the base rollup. */
export const VERIFY_ROLLUPS = [
  madeOf(['moved-all', 'base-cell'], 'verify-base'),
  madeOf(['moved-all', 'refund-cell'], 'verify-refund'),
  madeOf(['moved-base', 'goods-cell'], 'verify-goods'),
  madeOf(['moved-base', ...AREAS], 'verify-area'),
];
