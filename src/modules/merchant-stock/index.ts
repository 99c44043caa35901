export { MerchantStockApi } from './merchant-stock.module.js';
