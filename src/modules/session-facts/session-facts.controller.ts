import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, IdPipe } from '../../platform/http/index.js';
import { OneSessionFactsDto, SessionFactsDto, SessionFactsQuery } from './session-facts.dto.js';
import { SessionFactsService } from './session-facts.service.js';

@ApiTags('session-facts')
@Access('sessions')
@IdOf('live-session')
@Controller('api/v1')
export class SessionFactsController {
  constructor(private readonly facts: SessionFactsService) {}

  /**
   * What one session sold, over its whole life and as far as it is folded, and how it went. A counter typed into the session beats its
   * readings; the peak is the greater of both.
   */
  @Get('live-sessions/:id/facts')
  @ApiOkResponse({ type: OneSessionFactsDto })
  ofSession(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<OneSessionFactsDto> {
    return this.facts.ofSession(principal, id);
  }

  /** The same over all sessions that started in the range: ratios from sums, peaks as maxima, people never added. */
  @Get('session-facts')
  @ApiOkResponse({ type: SessionFactsDto })
  overSessions(@CurrentPrincipal() principal: Principal, @Query() query: SessionFactsQuery): Promise<SessionFactsDto> {
    return this.facts.overSessions(principal, query);
  }
}
