import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, type Page, PageQuery } from '../../platform/http/index.js';
import { ExchangeRateDto, ExchangeRatePage, ImportedRatesDto, ImportRates } from './exchange-rate.dto.js';
import { ExchangeRates } from './exchange-rates.service.js';

@ApiTags('orders')
@Access('rules')
@Controller('api/v1/exchange-rates')
export class ExchangeRateController {
  constructor(private readonly rates: ExchangeRates) {}

  /** The dated table: an order in another currency is converted by the rate of its day of payment, its refunds too. */
  @Get()
  @ApiOkResponse({ type: ExchangeRatePage })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<ExchangeRateDto>> {
    return this.rates.list(principal, page);
  }

  /** Takes in rates; the same ones twice change nothing. Orders that waited for a rate, or had another one, follow. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: ImportedRatesDto })
  import(@CurrentPrincipal() principal: Principal, @Body() { rates }: ImportRates): Promise<ImportedRatesDto> {
    return this.rates.import(principal, rates);
  }
}
