import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'shops.not-found': { status: 404, zh: '没有编号为 {id} 的店铺。', en: 'There is no shop {id}.' },
  'shops.manual-exists': {
    status: 409,
    zh: '每个经营主体已有一个手工记账店铺，请直接使用。',
    en: 'Every merchant has its manual shop already; use that one.',
  },
  'shops.manual-is-permanent': {
    status: 409,
    zh: '手工记账店铺不能归档：手工录入的订单都记在它名下。',
    en: 'The manual shop cannot be archived: orders entered by hand belong to it.',
  },
  'shops.manual-has-no-credentials': { status: 400, zh: '手工记账店铺没有密钥。', en: 'The manual shop has no credentials.' },
  'shops.platform-not-available': {
    status: 400,
    zh: '暂时还不能直接接收 {platform} 的推送。可以建立平台为 standard 的店铺，由桥接程序送达订单。',
    en: 'Webhooks of {platform} are not accepted yet. A bridge can deliver its orders to a shop of platform standard.',
  },
  'shops.no-app': { status: 404, zh: '没有编号为 {id} 的平台应用。', en: 'There is no platform app {id}.' },
  'shops.unknown-app': { status: 400, zh: '没有编号为 {id} 的平台应用。', en: 'There is no platform app {id}.' },
  'shops.app-of-other-platform': {
    status: 400,
    zh: '应用 {id} 属于平台 {platform}，不能用于这个店铺。',
    en: 'App {id} is one of platform {platform}; it cannot serve this shop.',
  },
  'shops.app-needs-shop-id': {
    status: 400,
    zh: '使用共享应用的店铺必须填写平台店铺编号（externalShopId）：消息按它分到各店。',
    en: 'A shop of a shared app needs externalShopId: messages are told apart by it.',
  },
  'shops.app-has-shop': {
    status: 409,
    zh: '这个应用下已经登记过平台店铺编号 {externalShopId}。',
    en: 'This app has a shop with the platform id {externalShopId} already.',
  },
  'shops.product-of-other-merchant': {
    status: 400,
    zh: '产品 {productId} 不属于这个店铺的经营主体。',
    en: "Product {productId} is not a product of this shop's merchant.",
  },
} as const satisfies ErrorTable<string>;

export class ShopError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
