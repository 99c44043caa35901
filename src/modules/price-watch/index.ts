export { PriceQuery, type PricesDto, PriceWatchDto } from './price-watch.dto.js';
export { PriceWatchApi } from './price-watch.module.js';
export { PriceWatch } from './price-watch.service.js';
