import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdPipe,
  IfMatch,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { ChangeSalesTarget, CreateSalesTarget, SalesTargetDto, SalesTargetPage, SalesTargetQuery } from './sales-target.dto.js';
import { SalesTargets } from './sales-target.service.js';

@ApiTags('county-watch')
@Access('county-watch')
@Controller('api/v1/sales-targets')
export class SalesTargetController {
  constructor(private readonly targets: SalesTargets) {}

  /** What a division aims to sell in a year. 409 `sales-targets.exists` for a second one of the same category, measure and basis. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: SalesTargetDto })
  create(@Write() write: WriteRequest, @Body() body: CreateSalesTarget): Promise<SalesTargetDto> {
    return this.targets.create(write, body);
  }

  /** Targets, by id, with how far they have come and whether that is ahead or behind. Nothing is forecast. */
  @Get()
  @ApiOkResponse({ type: SalesTargetPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: SalesTargetQuery): Promise<SalesTargetPage> {
    return this.targets.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: SalesTargetDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<SalesTargetDto> {
    return this.targets.get(principal, id);
  }

  /** Another value or basis; the one before stays in the audit record. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: SalesTargetDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeSalesTarget,
    @IfMatch() expected: Precondition,
  ): Promise<SalesTargetDto> {
    return this.targets.change(principal, id, body, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @Conditional()
  @ApiNoContentResponse()
  remove(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string, @IfMatch() expected: Precondition): Promise<void> {
    return this.targets.remove(principal, id, expected);
  }
}
