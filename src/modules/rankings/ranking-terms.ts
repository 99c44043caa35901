/** What can be asked of a ranking. */
export const MEASURES = ['net', 'paid', 'refunded', 'orders', 'lines', 'quantity'] as const;
export type Measure = (typeof MEASURES)[number];
export const BASES = ['origin', 'merchant'] as const;
export type Basis = (typeof BASES)[number];
export const REFUND_VIEWS = ['cash', 'cohort'] as const;
export type RefundView = (typeof REFUND_VIEWS)[number];
export const COMPARISONS = ['yoy', 'previous', 'none'] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const DIVISION_MAPS = ['as-was', 'today'] as const;
export type DivisionMap = (typeof DIVISION_MAPS)[number];
export const SUBJECTS = [
  'cities',
  'counties',
  'townships',
  'villages',
  'merchants',
  'products',
  'categories',
  'platforms',
  'hosts',
  'live-sessions',
  'campaigns',
] as const;
export type Subject = (typeof SUBJECTS)[number];
