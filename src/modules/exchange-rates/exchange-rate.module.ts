import { Module } from '@nestjs/common';
import { ExchangeRateController } from './exchange-rate.controller.js';
import { ExchangeRateRepository } from './exchange-rate.repository.js';
import { ExchangeRates } from './exchange-rates.service.js';
import { RateTable } from './rate-table.js';

@Module({ providers: [RateTable, ExchangeRateRepository], exports: [RateTable, ExchangeRateRepository] })
export class ExchangeRateModule {}

@Module({ imports: [ExchangeRateModule], controllers: [ExchangeRateController], providers: [ExchangeRates] })
export class ExchangeRateApi {}
