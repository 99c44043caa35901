import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { BusinessDay } from '../../kernel/business-day.js';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, type Page } from '../../platform/http/index.js';
import { ShopIdPipe } from '../shops/index.js';
import { DayPipe } from './day.pipe.js';
import { PlatformTotals } from './platform-totals.service.js';
import {
  DaysQuery,
  OneReconciledDayDto,
  PullDueDto,
  type ReconciledDayDto,
  ReconciledDays,
  TypePlatformTotal,
} from './reconciliation.dto.js';
import { Reconciliation } from './reconciliation.service.js';

@ApiTags('reconciliation')
@Access('intake')
@IdOf('shop')
@Controller('api/v1/shops/:id')
export class ReconciliationController {
  constructor(
    private readonly reconciliation: Reconciliation,
    private readonly totals: PlatformTotals,
  ) {}

  /** What the ledger counted per day, beside the platform's own total (对账). */
  @Get('reconciliation')
  @ApiOkResponse({ type: ReconciledDays })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Query() query: DaysQuery,
  ): Promise<Page<ReconciledDayDto>> {
    return this.reconciliation.list(principal, shopDbId, query);
  }

  /** One day, down to the orders that are not told alike. */
  @Get('reconciliation/:day')
  @ApiOkResponse({ type: OneReconciledDayDto })
  get(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('day', DayPipe) day: BusinessDay,
  ): Promise<OneReconciledDayDto> {
    return this.reconciliation.get(principal, shopDbId, day);
  }

  /** The platform's total as somebody read it there; replaces what was known of the day, and the platform is not asked any more. */
  @Put('platform-totals/:day')
  @ApiOkResponse({ type: OneReconciledDayDto })
  async type(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('day', DayPipe) day: BusinessDay,
    @Body() body: TypePlatformTotal,
  ): Promise<OneReconciledDayDto> {
    await this.totals.type(principal, shopDbId, day, body);
    return this.reconciliation.get(principal, shopDbId, day);
  }

  /** Asks the platform within seconds; its answer replaces what was known of the day. 409 where there is no API to ask. */
  @Post('platform-totals/:day/pull')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: PullDueDto })
  pull(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('day', DayPipe) day: BusinessDay,
  ): Promise<PullDueDto> {
    return this.totals.pull(principal, shopDbId, day);
  }
}
