import { Module } from '@nestjs/common';
import { ExchangeRateController } from './exchange-rate.controller.js';
import { ExchangeRateRepository } from './exchange-rate.repository.js';
import { ExchangeRates } from './exchange-rates.service.js';

@Module({ providers: [ExchangeRates, ExchangeRateRepository], exports: [ExchangeRates] })
export class ExchangeRateModule {}

@Module({ imports: [ExchangeRateModule], controllers: [ExchangeRateController] })
export class ExchangeRateApi {}
