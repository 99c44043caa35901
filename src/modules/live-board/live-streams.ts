import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beijingIso } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/index.js';
import { safeHeaders } from '../../platform/http/index.js';
import { type LiveMessage, LivePush } from '../../platform/live-push/index.js';
import { AccessGuard } from '../accounts/index.js';
import { daysHeard } from './audience.js';

/** What a listener has not taken yet; one that takes nothing is let go, and connects again. */
const MAX_UNREAD_BYTES = 65_536;

/**
 * Streams of events to browsers. A stream outlives the request that opened it, so with every heartbeat it is asked again who that is and what
 * they may see: signed out, disabled or moved to another place, they hear nothing more within that time.
 */
@Injectable()
export class LiveStreams {
  heartbeatMs = 15_000;

  constructor(
    private readonly livePush: LivePush,
    private readonly guard: AccessGuard,
    private readonly clock: Clock,
  ) {}

  open(request: FastifyRequest, reply: FastifyReply): void {
    const { raw } = reply;
    const safe = safeHeaders(request, reply, null);
    reply.hijack();
    raw.writeHead(200, {
      ...safe,
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    const unsubscribe = this.livePush.subscribe((message) => this.tell(request, reply, message));
    const heartbeat = setInterval(() => void this.beat(request, reply), this.heartbeatMs);
    request.raw.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      raw.end();
    });
  }

  private tell(request: FastifyRequest, { raw }: FastifyReply, message: LiveMessage): void {
    const days = daysHeard(request.principal, message);
    if (days.length === 0) return;
    if (raw.writableLength > MAX_UNREAD_BYTES) raw.destroy();
    else raw.write(`event: revenue\ndata: ${JSON.stringify({ asOf: beijingIso(this.clock.now()), days })}\n\n`);
  }

  private async beat(request: FastifyRequest, { raw }: FastifyReply): Promise<void> {
    try {
      request.principal = await this.guard.admit(request, 'figures');
      raw.write(': \n\n');
    } catch (error) {
      // A database that is away says nothing about who they are, and of no changes either.
      if (error instanceof DomainError) raw.destroy();
    }
  }
}
