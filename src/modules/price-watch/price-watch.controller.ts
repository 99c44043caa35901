import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal } from '../../platform/http/index.js';
import { PriceQuery, PriceWatchDto } from './price-watch.dto.js';
import { PriceWatch } from './price-watch.service.js';

@ApiTags('county-watch')
@Access('county-watch')
@Controller('api/v1/unit-prices')
export class PriceWatchController {
  constructor(private readonly prices: PriceWatch) {}

  /** 件单价 = paid ÷ items, by product and top category and by month, beside last year’s or the months before; those that fell come first. */
  @Get()
  @ApiOkResponse({ type: PriceWatchDto })
  of(@CurrentPrincipal() principal: Principal, @Query() query: PriceQuery): Promise<PriceWatchDto> {
    return this.prices.of(principal, query);
  }
}
