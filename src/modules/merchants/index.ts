export { MerchantApi, MerchantModule } from './merchant.module.js';
export { type Merchant, MERCHANT_KINDS, type MerchantKind, MerchantSchema } from './merchant.schema.js';
export { MerchantService } from './merchant.service.js';
