import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, type Page } from '../../platform/http/index.js';
import { type AuditEventDto, AuditEventPage, AuditEventQuery } from './audit-event.dto.js';
import { AuditEvents } from './audit-event.service.js';

@ApiTags('audit')
@Access('audit')
@Controller('api/v1/audit-events')
export class AuditEventController {
  constructor(private readonly events: AuditEvents) {}

  /** Who did what (操作记录), the newest first: sign-ins, and every change by a person, a program or a command. For operators and auditors. */
  @Get()
  @ApiOkResponse({ type: AuditEventPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: AuditEventQuery): Promise<Page<AuditEventDto>> {
    return this.events.list(principal, query);
  }
}
