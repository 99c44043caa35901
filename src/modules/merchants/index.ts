export { MerchantApi, MerchantModule } from './merchant.module.js';
export { type Merchant, MerchantSchema } from './merchant.schema.js';
export { MerchantService } from './merchant.service.js';
