import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, Conditional, CurrentPrincipal, IdOf, IdPipe, IfMatch, Precondition, Tagged } from '../../platform/http/index.js';
import { DeclaredTotalDto, DeclaredTotalPage, DeclaredTotalQuery, DeclareTotal } from './declared-total.dto.js';
import { DeclaredTotals } from './declared-totals.service.js';

@ApiTags('declared-totals')
@Access('sales')
@Controller('api/v1')
export class DeclaredTotalController {
  constructor(private readonly totals: DeclaredTotals) {}

  /** Declared totals beside what the ledger has of the same sessions by now, with the sums of the selection. */
  @Get('declared-totals')
  @ApiOkResponse({ type: DeclaredTotalPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: DeclaredTotalQuery): Promise<DeclaredTotalPage> {
    return this.totals.list(principal, query);
  }

  /** 404 `declared-totals.none` of a session that nothing was declared of. */
  @Get('live-sessions/:id/declared-total')
  @IdOf('live-session')
  @Tagged()
  @ApiOkResponse({ type: DeclaredTotalDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<DeclaredTotalDto> {
    return this.totals.get(principal, id);
  }

  /**
   * What a session sold, about, where no orders of it exist (申报数). It is counted nowhere. In place of what was declared before, which stays
   * in the audit record.
   */
  @Put('live-sessions/:id/declared-total')
  @IdOf('live-session')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: DeclaredTotalDto })
  declare(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: DeclareTotal,
    @IfMatch() expected: Precondition,
  ): Promise<DeclaredTotalDto> {
    return this.totals.declare(principal, id, body, expected);
  }

  /** Takes it back; it stays in the audit record. */
  @Delete('live-sessions/:id/declared-total')
  @IdOf('live-session')
  @HttpCode(204)
  @Conditional()
  @ApiNoContentResponse()
  remove(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string, @IfMatch() expected: Precondition): Promise<void> {
    return this.totals.remove(principal, id, expected);
  }
}
