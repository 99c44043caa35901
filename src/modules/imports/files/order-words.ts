import type { OrderStatus } from '../../orders/index.js';
import { plainWord } from './cell-text.js';

/**
 * Files name the status in words of their own, of which platforms have no public list. They are told by what they hold, the first that
 * fits: `卖家已发货，等待买家确认` is shipped, `买家已付款，等待卖家发货` paid. Parts that went out are not all of it.
 */
const RULES: readonly (readonly [RegExp, OrderStatus])[] = [
  [/关闭|取消|退款成功|未成交|交易失败|订单失败/, 'closed'],
  [/待付款|待支付|等待买家付款|等待付款|未付款|未支付/, 'created'],
  [/部分发货|备货|待发货|等待卖家发货|待出库|等待出库|待成团|拼团中|待处理/, 'paid'],
  [/已发货|待收货|等待买家确认|等待确认收货|已收货|已签收|已出库|等待收货/, 'shipped'],
  [/完成|交易成功|订单成功|已结算/, 'completed'],
  [/已付款|已支付|付款成功|支付成功/, 'paid'],
];

const REMEMBERED = new Map<string, OrderStatus | null>();
const MAX_REMEMBERED = 500;

/** null: a word that nobody here knows. */
export function orderStatusOf(word: string): OrderStatus | null {
  const known = REMEMBERED.get(word);
  if (known !== undefined) return known;
  const plain = plainWord(word);
  const status = RULES.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  if (REMEMBERED.size >= MAX_REMEMBERED) REMEMBERED.clear();
  REMEMBERED.set(word, status);
  return status;
}

/** Paid when the goods are there, or later still: the time of payment in the file is that of a promise. */
export function isPaidLater(payWay: string): boolean {
  return /货到付款|先用后付/.test(payWay);
}

/** Whether money went back, as far as a status of after-sales says so. */
export function isRefunded(word: string): boolean {
  return /退款成功|退款完成|售后成功|售后完成|已全额退款|已退款/.test(word);
}

export function isPartlyRefunded(word: string): boolean {
  return word.includes('部分退款');
}

/** Where it was sold: `live`, `short-video`, `card`, `other`; '' where the file does not say, or will only tomorrow. */
export function channelOf(word: string): string {
  if (word.includes('直播')) return 'live';
  if (word.includes('短视频')) return 'short-video';
  if (word.includes('商品卡') || word.includes('橱窗')) return 'card';
  return word === '其他' ? 'other' : '';
}
