import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal } from '../../platform/http/index.js';
import { ExplainDto } from './explain.dto.js';
import { Explaining } from './explain.service.js';
import { ExplainQuery } from './explain-query.js';

@ApiTags('rankings')
@Access('figures')
@Controller('api/v1')
export class ExplainController {
  constructor(private readonly explaining: Explaining) {}

  /** What one number of a ranking is made of: its parts, or the orders and messages behind it. Takes the ranking's own filters. */
  @Get('explain')
  @ApiOkResponse({ type: ExplainDto })
  explain(@CurrentPrincipal() principal: Principal, @Query() query: ExplainQuery): Promise<ExplainDto> {
    return this.explaining.explain(principal, query);
  }
}
