export { ExchangeRateApi, ExchangeRateModule } from './exchange-rate.module.js';
export { ExchangeRates, type RateOnDay, type WantedRate } from './exchange-rates.service.js';
export { readRateFile } from './rate-file.js';
