import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal } from '../../platform/http/index.js';
import { MerchantStockDto, StockQuery } from './merchant-stock.dto.js';
import { MerchantStock } from './merchant-stock.service.js';

@ApiTags('county-watch')
@Access('county-watch')
@Controller('api/v1/merchant-stock')
export class MerchantStockController {
  constructor(private readonly stock: MerchantStock) {}

  /**
   * Merchants of a division, by the register of Cunbo and the places they are entered at: opening + added − closed = closing, net growth with its
   * denominator, how many sold and sold live, by kind and by the next level down, and the rank among the division's siblings.
   */
  @Get()
  @ApiOkResponse({ type: MerchantStockDto })
  of(@CurrentPrincipal() principal: Principal, @Query() query: StockQuery): Promise<MerchantStockDto> {
    return this.stock.of(principal, query);
  }
}
