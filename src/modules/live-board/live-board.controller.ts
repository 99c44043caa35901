import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { type LiveMessage, LivePush } from '../../platform/live-push/index.js';
import { Access } from '../../platform/http/index.js';

const HEARTBEAT_MS = 15_000;

@ApiTags('live-board')
@Access('figures')
@Controller('api/v1/live-board')
export class LiveBoardController {
  constructor(
    private readonly livePush: LivePush,
    private readonly clock: Clock,
  ) {}

  /**
   * Server-Sent Events: `event: revenue` with `{"asOf": …, "days": ["2026-11-22"]}` after every change of totals. It says which days
   * changed, not by how much: the figures are read, within one's own scope, from the rankings.
   */
  @Get('events')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  events(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    raw.write('retry: 2000\n\n');
    const unsubscribe = this.livePush.subscribe((message) => raw.write(this.toEvent(message)));
    const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
    request.raw.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      raw.end();
    });
  }

  private toEvent({ days }: LiveMessage): string {
    return `event: revenue\ndata: ${JSON.stringify({ asOf: beijingIso(this.clock.now()), days })}\n\n`;
  }
}
