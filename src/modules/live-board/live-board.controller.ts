import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/index.js';
import { BoardNews } from './board-news.service.js';

@ApiTags('live-board')
@Access('figures')
@Controller('api/v1/live-board')
export class LiveBoardController {
  constructor(private readonly news: BoardNews) {}

  /**
   * Server-Sent Events: `event: revenue` with `{"asOf": …, "days": ["2026-11-22"]}` after every change of totals that are one's own to see. It
   * says which days changed, not by how much: the figures are read, within one's own scope, from the rankings. The stream ends within seconds
   * of the session or token that opened it. 429 `live-board.too-many-streams` beside 50 others of the account.
   */
  @Get('events')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  events(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.news.open(request, reply);
  }
}
