import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'orders.not-found': { status: 404, zh: '没有编号为 {id} 的订单。', en: 'There is no order {id}.' },
  'orders.retired': {
    status: 410,
    zh: '订单 {orderNo} 已于 {retiredOn} 按保留期限清理，不能再查看或改动；它的入账记录仍在。',
    en: 'Order {orderNo} was retired on {retiredOn}, as the retention policy says, and can be neither read nor changed; its entries are still counted.',
  },
  'orders.number-retired': {
    status: 409,
    zh: '订单号 {orderNo} 属于一个已于 {retiredOn} 按保留期限清理的订单，不能重记；它的入账记录仍在。',
    en: 'Order number {orderNo} belongs to an order that was retired on {retiredOn}, as the retention policy says; it is still counted and cannot be logged again.',
  },
  'orders.unknown-merchant': { status: 400, zh: '没有编号为 {id} 的经营主体。', en: 'There is no merchant {id}.' },
  'orders.unknown-shop': {
    status: 400,
    zh: '经营主体 {merchantId} 没有编号为 {id} 的店铺。',
    en: 'Merchant {merchantId} has no shop {id}.',
  },
  'orders.unknown-session': {
    status: 400,
    zh: '经营主体 {merchantId} 没有编号为 {id} 的直播场次。',
    en: 'Merchant {merchantId} has no live session {id}.',
  },
  'orders.unknown-product': {
    status: 400,
    zh: '经营主体 {merchantId} 没有编号为 {id} 的产品。',
    en: 'Merchant {merchantId} has no product {id}.',
  },
  'orders.already-logged': {
    status: 409,
    zh: '订单 {orderNo} 已经记过。要修改请用更正，不会重复计入。',
    en: 'Order {orderNo} is logged already. Correct it instead; it is counted once.',
  },
  'orders.platform-speaks': {
    status: 409,
    zh: '订单 {orderNo} 由平台推送，金额以平台为准，不能手工改动。',
    en: 'The platform reports order {orderNo}; what it says counts, so it cannot be changed by hand.',
  },
  'orders.void': { status: 409, zh: '订单 {orderNo} 已作废，不能再改动。', en: 'Order {orderNo} is void and cannot be changed.' },
  'orders.not-the-same': {
    status: 400,
    zh: '更正不能换经营主体、店铺或订单号；请作废后重记。',
    en: 'A correction keeps merchant, shop and order number; void the order and log it again.',
  },
  'orders.unknown-line': { status: 400, zh: '订单 {orderNo} 没有子订单 {lineNo}。', en: 'Order {orderNo} has no line {lineNo}.' },
  'orders.refund-too-large': {
    status: 400,
    zh: '子订单 {lineNo} 最多还能退 {leftFen} 分。',
    en: 'At most {leftFen} fen of line {lineNo} can still be refunded.',
  },
  'orders.refund-before-payment': { status: 400, zh: '退款时间早于付款时间。', en: 'The refund is earlier than the payment.' },
  'orders.nothing-to-review': {
    status: 409,
    zh: '订单 {orderNo} 没有待核的问题。',
    en: 'There is nothing about order {orderNo} to look at.',
  },
  'orders.unknown-mapping': { status: 404, zh: '商品 {itemId} 没有这样的对应关系。', en: 'Item {itemId} has no such mapping.' },
} as const satisfies ErrorTable<string>;

export class OrderError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
