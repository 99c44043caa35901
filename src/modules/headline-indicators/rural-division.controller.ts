import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, Conditional, CurrentPrincipal, IfMatch, type Page, Precondition, Tagged } from '../../platform/http/index.js';
import { DecideRural, RuralDivisionDto, RuralDivisionPage, RuralDivisionQuery } from './rural-division.dto.js';
import { RuralDivisions } from './rural-division.service.js';

@ApiTags('county-watch')
@Access('county-watch')
@Controller('api/v1/rural-divisions')
export class RuralDivisionController {
  constructor(private readonly divisions: RuralDivisions) {}

  /** Townships, by code, with whether they are rural and on what that rests. There is no official code for it. */
  @Get()
  @ApiOkResponse({ type: RuralDivisionPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: RuralDivisionQuery): Promise<Page<RuralDivisionDto>> {
    return this.divisions.list(principal, query);
  }

  @Get(':code')
  @Tagged()
  @ApiOkResponse({ type: RuralDivisionDto })
  get(@CurrentPrincipal() principal: Principal, @Param('code') code: string): Promise<RuralDivisionDto> {
    return this.divisions.get(principal, code);
  }

  /** Decides it for all days, by the bureau of the division or one above it. */
  @Put(':code')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: RuralDivisionDto })
  decide(
    @CurrentPrincipal() principal: Principal,
    @Param('code') code: string,
    @Body() body: DecideRural,
    @IfMatch() expected: Precondition,
  ): Promise<RuralDivisionDto> {
    return this.divisions.decide(principal, code, body, expected);
  }

  /** Takes the decision back: the code of the township says it again. */
  @Delete(':code')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: RuralDivisionDto })
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('code') code: string,
    @IfMatch() expected: Precondition,
  ): Promise<RuralDivisionDto> {
    return this.divisions.withdraw(principal, code, expected);
  }
}
