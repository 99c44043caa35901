import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal } from '../../platform/http/index.js';
import { HeadlineIndicatorsDto, IndicatorQuery } from './headline-indicator.dto.js';
import { HeadlineIndicators } from './headline-indicator.service.js';

@ApiTags('county-watch')
@Access('county-watch')
@Controller('api/v1/headline-indicators')
export class HeadlineIndicatorController {
  constructor(private readonly indicators: HeadlineIndicators) {}

  /**
   * 农村网络零售额 and 农产品网络零售额 of a division, 本平台口径, in a range and since 1 January, each against the same days of last year. From rollups:
   * rural = Σ sales of the rural townships, farm = Σ sales of products flagged isAgricultural (their flag of today).
   */
  @Get()
  @ApiOkResponse({ type: HeadlineIndicatorsDto })
  of(@CurrentPrincipal() principal: Principal, @Query() query: IndicatorQuery): Promise<HeadlineIndicatorsDto> {
    return this.indicators.of(principal, query);
  }
}
