export { PriceWatchApi } from './price-watch.module.js';
