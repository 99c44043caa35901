export { ExchangeRateApi, ExchangeRateModule } from './exchange-rate.module.js';
export { readRateFile } from './rate-file.js';
export { type RateOnDay, RateTable, type WantedRate } from './rate-table.js';
