import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'retention.hold-names-one-thing': {
    status: 400,
    zh: '请指明要保全的对象：一个经营主体（merchantId），或一家店铺（shopId），或一家店铺的一个订单（shopId 和 orderNo）。',
    en: 'Name what is to be held: a merchant (merchantId), or a shop (shopId), or one order of a shop (shopId and orderNo).',
  },
  'retention.unknown-shop': { status: 400, zh: '没有编号为 {id} 的店铺。', en: 'There is no shop {id}.' },
  'retention.unknown-order': { status: 400, zh: '店铺 {shopId} 没有订单 {orderNo}。', en: 'Shop {shopId} has no order {orderNo}.' },
  'retention.order-retired': {
    status: 409,
    zh: '订单 {orderNo} 已于 {retiredOn} 按保留期限清理，无法再保全；它的入账记录仍在。',
    en: 'Order {orderNo} was retired on {retiredOn}, as the retention policy says, and can no longer be held; its entries are still there.',
  },
  'retention.hold-not-found': { status: 404, zh: '没有编号为 {id} 的保全。', en: 'There is no legal hold {id}.' },
  'retention.hold-lifted': { status: 409, zh: '保全 {id} 已经解除。', en: 'Legal hold {id} has been lifted already.' },
  'retention.bodies-outlive-orders': {
    status: 400,
    zh: '消息原文的保留天数不能长于订单的保留期：{transactionMonths} 个月，最多 {maxDays} 天。',
    en: 'Message bodies cannot be kept longer than orders: at most {maxDays} days for {transactionMonths} months.',
  },
} as const satisfies ErrorTable<string>;

export class RetentionError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
