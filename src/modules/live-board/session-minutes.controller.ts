import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, IdPipe } from '../../platform/http/index.js';
import { SessionMinutesDto } from './session-minutes.dto.js';
import { SessionMinutesService } from './session-minutes.service.js';
import { SessionMinutesStreams } from './session-minutes-streams.service.js';

@ApiTags('live-board')
@Access('sessions')
@IdOf('live-session')
@Controller('api/v1/live-sessions/:id/minutes')
export class SessionMinutesController {
  constructor(
    private readonly minutes: SessionMinutesService,
    private readonly streams: SessionMinutesStreams,
  ) {}

  /**
   * What a session sold in its last ten whole minutes beside the ten before, minute by minute and by product. Which orders are its own, and what
   * they amount to, is what the ledger's entries say, as far as the reader sees them in `facts`; the minute is that of the payment, so that an
   * order which comes late moves an earlier minute. Refunds stand with the sale they are of. Orders that are no longer kept have no minute.
   */
  @Get()
  @ApiOkResponse({ type: SessionMinutesDto })
  read(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<SessionMinutesDto> {
    return this.minutes.read(principal, id);
  }

  /**
   * Server-Sent Events: `event: minutes` with all that reading them answers, at once, within about a second of new sales of the session and with
   * every turn of the minute. Each is whole, so there is nothing to resume: `Last-Event-ID` is not asked for. Of a session that is over there is one
   * event, and the stream ends; it also ends within seconds of the right to see the session. 429
   * `live-board.too-many-streams` as at the live board.
   */
  @Get('events')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  events(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.open(request, reply, principal, id);
  }
}
