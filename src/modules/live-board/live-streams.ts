import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import type { Principal } from '../../platform/database/index.js';
import { type Area, safeHeaders } from '../../platform/http/index.js';
import { type LiveMessage, LivePush } from '../../platform/live-push/index.js';
import { AccessGuard } from '../accounts/index.js';
import { LiveBoardError } from './live-board.errors.js';

/** What a listener has not taken yet; one that takes nothing is let go, and connects again. */
const MAX_UNREAD_BYTES = 65_536;

export interface LiveStream {
  /** Who listens, as of the last heartbeat. */
  readonly principal: Principal | undefined;
  readonly isOver: boolean;
  send(event: string, data: object): void;
  /** Ends it for good: all has been said, or may be no longer. */
  end(): void;
  onEnd(listener: () => void): void;
}

/** What a stream is about. */
export interface Programme {
  /** The right to it is asked for again with every heartbeat. */
  readonly area: Area;
  /** Told of every change of revenue. */
  hear(stream: LiveStream, message: LiveMessage): void;
  /** Asked with every heartbeat as well; throws what refuses it. */
  requireStill?(principal: Principal): Promise<unknown>;
}

/**
 * Streams of events to browsers. A stream outlives the request that opened it, so with every heartbeat it is asked again who that is and what
 * they may see: signed out, disabled or moved to another place, they hear nothing more within that time.
 */
@Injectable()
export class LiveStreams {
  heartbeatMs = 15_000;
  /** Each is asked after and told for as long as it is open; the pages and screens of one office are far fewer. */
  mostOfAnAccount = 50;
  private readonly openOf = new Map<string, number>();

  constructor(
    private readonly livePush: LivePush,
    private readonly guard: AccessGuard,
  ) {}

  open(request: FastifyRequest, reply: FastifyReply, programme: Programme): LiveStream {
    const { raw } = reply;
    const leave = this.enter(request.principal);
    const safe = safeHeaders(request, reply, null);
    reply.hijack();
    raw.writeHead(200, {
      ...safe,
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    const stream = new OpenStream(request, reply);
    const unsubscribe = this.livePush.subscribe((message) => programme.hear(stream, message));
    const heartbeat = setInterval(() => void this.beat(request, reply, programme), this.heartbeatMs);
    stream.onEnd(() => {
      leave();
      clearInterval(heartbeat);
      unsubscribe();
      raw.end();
    });
    return stream;
  }

  private enter(principal: Principal | undefined): () => void {
    if (principal?.kind !== 'account') return () => undefined;
    const { accountId } = principal;
    const count = this.openOf.get(accountId) ?? 0;
    if (count >= this.mostOfAnAccount) throw new LiveBoardError('live-board.too-many-streams', { count });
    this.openOf.set(accountId, count + 1);
    return () => this.leave(accountId);
  }

  private leave(accountId: string): void {
    const left = (this.openOf.get(accountId) ?? 0) - 1;
    if (left > 0) this.openOf.set(accountId, left);
    else this.openOf.delete(accountId);
  }

  private async beat(request: FastifyRequest, { raw }: FastifyReply, programme: Programme): Promise<void> {
    try {
      request.principal = await this.guard.admit(request, programme.area);
      await programme.requireStill?.(request.principal);
      if (!raw.writableEnded) raw.write(': \n\n');
    } catch (error) {
      // A database that is away says nothing about who they are, and of no changes either.
      if (error instanceof DomainError) raw.destroy();
    }
  }
}

class OpenStream implements LiveStream {
  isOver = false;
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    // Either side may end it; what was opened for it is let go once.
    for (const side of [request.raw, reply.raw]) side.on('close', () => this.end());
  }

  get principal(): Principal | undefined {
    return this.request.principal;
  }

  send(event: string, data: object): void {
    const { raw } = this.reply;
    if (this.isOver) return;
    if (raw.writableLength > MAX_UNREAD_BYTES) raw.destroy();
    else raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const listener of this.listeners) listener();
  }

  onEnd(listener: () => void): void {
    this.listeners.push(listener);
  }
}
