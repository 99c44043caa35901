/** What is known of sessions, as integers: the terms all metrics are made of. */
export const QUANTITIES = [
  'paidFen',
  'refundedFen',
  'orders',
  'lines',
  'items',
  'buyers',
  'views',
  'viewers',
  'likes',
  'comments',
  'newFollowers',
  'productClicks',
  'peakOnline',
  'onlineMs',
  'observedMs',
  'liveMs',
] as const;
export type Quantity = (typeof QUANTITIES)[number];

export type Text = readonly [zh: string, en: string];

export interface Described {
  /** Raised when the formula changes: numbers of different versions are not comparable. */
  readonly version: number;
  readonly name: Text;
  readonly unit: Unit;
  /** Formulas that others show under this name. */
  readonly trap?: Text;
}

export const UNITS = {
  fen: ['分', 'fen'],
  orders: ['单', 'orders'],
  lines: ['子订单', 'order lines'],
  items: ['件', 'items'],
  people: ['人', 'people'],
  times: ['次', 'times'],
  minutes: ['分钟', 'minutes'],
  'person-minutes': ['人·分钟', 'person-minutes'],
  'fen-per-thousand-views': ['分/千次观看', 'fen per 1,000 views'],
  'fen-per-viewer': ['分/人', 'fen per viewer'],
  'fen-per-buyer': ['分/成交人', 'fen per buyer'],
  'fen-per-order': ['分/单', 'fen per order'],
  'fen-per-item': ['分/件', 'fen per item'],
  'fen-per-hour': ['分/小时', 'fen per hour'],
  'fen-per-minute': ['分/分钟', 'fen per minute'],
  'orders-per-minute': ['单/分钟', 'orders per minute'],
  ratio: ['比值（1 = 100%）', 'ratio (1 = 100%)'],
} as const satisfies Readonly<Record<string, Text>>;
export type Unit = keyof typeof UNITS;

/** Over several sessions: added up; the greatest; or not at all, because the same person may have come to several. */
export type Aggregation = 'sum' | 'max' | 'none';

/** A quantity as it is known, divided by `per` to be shown. */
export interface BaseMetric extends Described {
  readonly of: Quantity;
  readonly per?: number;
  readonly aggregation: Aggregation;
  readonly source: Source;
  readonly formula: Text;
}

/** Where a quantity comes from: the ledger's rollups, what platforms count, or the times of the session. */
export type Source = 'ledger' | 'platform' | 'session';
