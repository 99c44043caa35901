import type { BaseCode } from './base-metrics.js';
import type { Described } from './metric.js';

/** Made of base metrics: `of[0] ÷ of[1] × scale`, or `of[0] − of[1]`. */
export interface DerivedMetric extends Described {
  readonly rule: 'ratio' | 'difference';
  readonly of: readonly [BaseCode, BaseCode];
  readonly scale?: number;
}

const RATIO = { version: 1, rule: 'ratio' } as const;

export const DERIVED_METRICS = {
  net_paid: {
    version: 1,
    rule: 'difference',
    of: ['gmv_paid', 'refund_amt'],
    unit: 'fen',
    name: ['净成交', 'Net paid'],
    trap: ['千川“1小时净成交”只减付款后一小时内的退款', 'A “1-hour net” takes away only what is refunded within an hour of payment'],
  },
  refund_rate_amt: {
    ...RATIO,
    of: ['refund_amt', 'gmv_paid'],
    unit: 'ratio',
    name: ['退款率（金额）', 'Refund rate by amount'],
    trap: [
      '用本期退款除以本期成交，分子分母不是同一批订单；发货前后的退款率差别很大',
      'Refunds of a period over payments of the period are of different orders; before and after dispatch the rate differs greatly',
    ],
  },
  gpm: {
    ...RATIO,
    of: ['gmv_paid', 'views'],
    scale: 1_000,
    unit: 'fen-per-thousand-views',
    name: ['千次观看成交金额', 'Paid amount per 1,000 views'],
    trap: ['有的工具除以观看人数', 'Some divide by viewers'],
  },
  uv_value: {
    ...RATIO,
    of: ['gmv_paid', 'viewers'],
    unit: 'fen-per-viewer',
    name: ['UV价值', 'UV value'],
    trap: ['店铺口径除以进店访客；也有人除以观看人次', 'The shop’s version divides by visitors of the shop; some divide by views'],
  },
  aov_buyer: {
    ...RATIO,
    of: ['gmv_paid', 'buyers'],
    unit: 'fen-per-buyer',
    name: ['客单价', 'Paid amount per buyer'],
    trap: ['有的接口以此名返回件单价', 'Some interfaces return the price per item under this name'],
  },
  aov_order: { ...RATIO, of: ['gmv_paid', 'orders'], unit: 'fen-per-order', name: ['笔单价', 'Paid amount per order'] },
  price_item: { ...RATIO, of: ['gmv_paid', 'items'], unit: 'fen-per-item', name: ['件单价', 'Paid amount per item'] },
  cvr_view: {
    ...RATIO,
    of: ['buyers', 'viewers'],
    unit: 'ratio',
    name: ['观看-成交率', 'Conversion of viewers'],
    trap: ['有的工具用订单数除以观看人数', 'Other tools divide orders by viewers'],
  },
  opm: { ...RATIO, of: ['orders', 'live_minutes'], unit: 'orders-per-minute', name: ['每分钟订单', 'Orders per minute'] },
  gmv_hour: { ...RATIO, of: ['gmv_paid', 'live_minutes'], scale: 60, unit: 'fen-per-hour', name: ['单小时成交', 'Paid amount per hour'] },
  gmv_minute: { ...RATIO, of: ['gmv_paid', 'live_minutes'], unit: 'fen-per-minute', name: ['每分钟成交', 'Paid amount per minute'] },
  acu: {
    ...RATIO,
    of: ['online_minutes', 'observed_minutes'],
    unit: 'people',
    name: ['平均在线', 'Average online'],
    trap: ['读数的简单平均会偏向读数密集的时段', 'The plain mean of readings leans to when they were frequent'],
  },
  fans_rate: {
    ...RATIO,
    of: ['new_followers', 'viewers'],
    unit: 'ratio',
    name: ['转粉率', 'Follow rate'],
    trap: [
      '加团率（新增粉丝团 ÷ 观看人数）是另一个指标；也有人除以观看人次',
      'Fan-club joins over viewers is another metric; some divide by views',
    ],
  },
} as const satisfies Readonly<Record<string, DerivedMetric>>;
export type DerivedCode = keyof typeof DERIVED_METRICS;
