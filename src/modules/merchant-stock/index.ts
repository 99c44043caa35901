export { MerchantStockDto, type StockDto, StockQuery } from './merchant-stock.dto.js';
export { MerchantStockApi } from './merchant-stock.module.js';
export { MerchantStock } from './merchant-stock.service.js';
