import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { daysHeard } from './audience.js';
import { LiveStreams } from './live-streams.js';

/** Tells listeners at the board on which days totals changed that are theirs to see. */
@Injectable()
export class BoardNews {
  constructor(
    private readonly streams: LiveStreams,
    private readonly clock: Clock,
  ) {}

  open(request: FastifyRequest, reply: FastifyReply): void {
    this.streams.open(request, reply, {
      area: 'figures',
      hear: (stream, message) => {
        const days = daysHeard(stream.principal, message);
        if (days.length > 0) stream.send('revenue', { asOf: beijingIso(this.clock.now()), days });
      },
    });
  }
}
