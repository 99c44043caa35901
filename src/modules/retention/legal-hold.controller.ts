import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe, type Page, Write, type WriteRequest } from '../../platform/http/index.js';
import { HoldQuery, LegalHoldDto, LegalHoldPage, LiftHold, PlaceHold } from './legal-hold.dto.js';
import { LegalHolds } from './legal-hold.service.js';

@ApiTags('retention')
@Access('rules')
@Controller('api/v1/legal-holds')
export class LegalHoldController {
  constructor(private readonly holds: LegalHolds) {}

  /** A legal hold (保全): while it stands, these orders and the messages about them are not deleted. 409 for an order that is retired already. */
  @Post()
  @ApiCreatedResponse({ type: LegalHoldDto })
  place(@Write() write: WriteRequest, @Body() body: PlaceHold): Promise<LegalHoldDto> {
    return this.holds.place(write, body);
  }

  /** Holds, newest first; those that were lifted stay on record. */
  @Get()
  @ApiOkResponse({ type: LegalHoldPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: HoldQuery): Promise<Page<LegalHoldDto>> {
    return this.holds.list(principal, query);
  }

  /** Lifts a hold: what is older than the policy says goes with the next sweep. 409 if it was lifted already. */
  @Post(':id/lift')
  @HttpCode(200)
  @ApiOkResponse({ type: LegalHoldDto })
  lift(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() body: LiftHold): Promise<LegalHoldDto> {
    return this.holds.lift(write, id, body.reason);
  }
}
