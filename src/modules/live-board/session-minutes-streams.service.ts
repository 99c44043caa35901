import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/index.js';
import type { Principal } from '../../platform/database/index.js';
import type { LiveMessage } from '../../platform/live-push/index.js';
import { isOfSession } from './audience.js';
import { Bell } from './bell.js';
import { type LiveStream, LiveStreams } from './live-streams.js';
import { SessionMinutesService } from './session-minutes.service.js';
import { MINUTE_MS } from './session-window.js';

/** However fast a session sells. */
const GAP_MS = 1_000;
/** A timer may be early by a moment, and would then find the minute still running. */
const AFTER_THE_TURN_MS = 50;

/**
 * The figures of a session's minutes, whole each time: at once, when the ledger has new sales of it, and when a minute is over. They are read
 * anew as whoever listens by then: who may no longer see the session is not told.
 */
@Injectable()
export class SessionMinutesStreams {
  private readonly logger = new Logger(SessionMinutesStreams.name);

  constructor(
    private readonly streams: LiveStreams,
    private readonly minutes: SessionMinutesService,
    private readonly clock: Clock,
  ) {}

  async open(request: FastifyRequest, reply: FastifyReply, principal: Principal, id: string): Promise<void> {
    const requireStill = (reader: Principal): Promise<void> => this.minutes.requireReadable(reader, id);
    // Refused like any other request, before there is a stream.
    await requireStill(principal);
    const bell = new Bell();
    const hear = (_stream: LiveStream, message: LiveMessage): void => {
      if (isOfSession(message, id)) bell.ring();
    };
    const stream = this.streams.open(request, reply, { area: 'sessions', hear, requireStill });
    stream.onEnd(() => bell.ring());
    void this.keepTelling(stream, id, bell);
  }

  private async keepTelling(stream: LiveStream, id: string, bell: Bell): Promise<void> {
    while (!stream.isOver) {
      await this.tell(stream, id);
      await sleep(GAP_MS, undefined, { ref: false });
      if (!stream.isOver) await bell.wait(MINUTE_MS - (this.clock.now().getTime() % MINUTE_MS) + AFTER_THE_TURN_MS);
    }
  }

  private async tell(stream: LiveStream, id: string): Promise<void> {
    try {
      if (stream.principal === undefined) return;
      const minutes = await this.minutes.read(stream.principal, id);
      stream.send('minutes', minutes);
      if (minutes.isOver) stream.end();
    } catch (error) {
      if (error instanceof DomainError) stream.end();
      // The database is away: the next minute may find it.
      else this.logger.warn({ err: error }, 'minutes of a session not read');
    }
  }
}
