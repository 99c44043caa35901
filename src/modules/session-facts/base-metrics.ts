import type { BaseMetric } from './metric.js';

const LEDGER = { version: 1, source: 'ledger', aggregation: 'sum' } as const;
const COUNTED = { version: 1, source: 'platform', aggregation: 'sum' } as const;
const PEOPLE = { version: 1, source: 'platform', aggregation: 'none', unit: 'people' } as const;
const MINUTE_MS = 60_000;

export const BASE_METRICS = {
  gmv_paid: {
    ...LEDGER,
    of: 'paidFen',
    unit: 'fen',
    name: ['成交金额', 'Paid amount'],
    formula: [
      '本场已付款订单的商品金额之和，不论在哪一天付款；不含运费和平台补贴',
      'Σ what buyers paid for the goods of the session’s orders, on whatever day; without freight and platform subsidy',
    ],
    trap: [
      '有的工具把含未付款的下单金额叫 GMV；有的平台报表只有“用户支付金额”',
      'Some call ordered amounts, unpaid included, GMV; some platform reports have the user’s payment only',
    ],
  },
  refund_amt: {
    ...LEDGER,
    of: 'refundedFen',
    unit: 'fen',
    name: ['退款金额', 'Refunded amount'],
    formula: [
      '本场订单至今退款成功的金额之和，不论在哪一天退款',
      'Σ refunds of the session’s orders that have succeeded so far, on whatever day',
    ],
    trap: [
      '按退款成功日统计的“本期退款”含往期订单的退款',
      'Refunds booked by the day they succeed include refunds of orders of earlier sessions',
    ],
  },
  orders: {
    ...LEDGER,
    of: 'orders',
    unit: 'orders',
    name: ['成交订单数', 'Paid orders'],
    formula: ['本场已付款的订单数，退款不减', 'Paid orders of the session; refunds take none away'],
    trap: ['有的工具数的是子订单', 'Some count order lines'],
  },
  lines: {
    ...LEDGER,
    of: 'lines',
    unit: 'lines',
    name: ['成交子订单数', 'Paid order lines'],
    formula: ['本场已付款的子订单数，退款不减', 'Paid order lines of the session; refunds take none away'],
  },
  items: {
    ...LEDGER,
    of: 'items',
    unit: 'items',
    name: ['成交件数', 'Items paid'],
    formula: ['本场已付款的商品件数，退款不减', 'Items paid in the session; refunds take none away'],
  },
  buyers: {
    ...PEOPLE,
    of: 'buyers',
    name: ['成交人数', 'Buyers'],
    formula: [
      '平台统计的本场付款人数（去重）。账本的汇总里没有买家，平台未报则为空',
      'Different people who paid, as the platform counts them; rollups know no buyers, so null where no platform reported it',
    ],
  },
  views: {
    ...COUNTED,
    of: 'views',
    unit: 'times',
    name: ['观看人次', 'Views'],
    formula: ['进入直播间的次数', 'Entries into the room'],
    trap: ['常与观看人数混用', 'Often mixed up with viewers'],
  },
  viewers: {
    ...PEOPLE,
    of: 'viewers',
    name: ['观看人数', 'Viewers'],
    formula: ['进入直播间的人数（去重）', 'Different people who entered the room'],
    trap: ['各场人数相加会把同一个人算几遍', 'Added over sessions it counts one person several times'],
  },
  likes: { ...COUNTED, of: 'likes', unit: 'times', name: ['点赞数', 'Likes'], formula: ['点赞次数', 'Likes given'] },
  comments: { ...COUNTED, of: 'comments', unit: 'times', name: ['评论数', 'Comments'], formula: ['评论条数', 'Comments written'] },
  new_followers: {
    ...COUNTED,
    of: 'newFollowers',
    unit: 'people',
    name: ['新增粉丝', 'New followers'],
    formula: ['本场新关注的人数', 'People who began to follow during the session'],
  },
  product_clicks: {
    ...COUNTED,
    of: 'productClicks',
    unit: 'times',
    name: ['商品点击次数', 'Product clicks'],
    formula: ['点击商品的次数', 'Clicks on products'],
    trap: ['漏斗里的“商品点击人数”是人数，不是次数', 'The funnel’s product clickers are people, not clicks'],
  },
  pcu: {
    ...COUNTED,
    of: 'peakOnline',
    unit: 'people',
    aggregation: 'max',
    name: ['在线峰值', 'Peak online'],
    formula: ['同时在线人数的最大值', 'Most people online at once'],
    trap: ['各场峰值不能相加', 'Peaks of sessions cannot be added'],
  },
  online_minutes: {
    ...COUNTED,
    of: 'onlineMs',
    per: MINUTE_MS,
    unit: 'person-minutes',
    name: ['在线人分钟', 'Person-minutes online'],
    formula: [
      'Σ 在线人数 × 持续时间；每个读数持续到下一个读数，最后一个持续到本场结束',
      'Σ people online × how long; a reading holds until the next, the last until the session ends',
    ],
  },
  observed_minutes: {
    ...COUNTED,
    of: 'observedMs',
    per: MINUTE_MS,
    unit: 'minutes',
    name: ['有在线读数的时长', 'Minutes observed'],
    formula: ['Σ 各在线读数的持续时间', 'Σ how long the readings of people online held'],
  },
  live_minutes: {
    version: 1,
    source: 'session',
    aggregation: 'sum',
    of: 'liveMs',
    per: MINUTE_MS,
    unit: 'minutes',
    name: ['直播时长', 'Minutes on air'],
    formula: ['结束时间 − 开始时间；未登记结束时间则为空', 'End − start; null while no end is entered'],
  },
} as const satisfies Readonly<Record<string, BaseMetric>>;
export type BaseCode = keyof typeof BASE_METRICS;
