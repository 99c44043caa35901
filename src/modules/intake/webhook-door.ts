import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeError, languageOf, problem, PROBLEM_TYPE } from '../../platform/http/index.js';
import { Metrics } from '../../platform/telemetry/index.js';
import { isDataFault } from './data-fault.js';
import { DoorBudget } from './door-budget.js';
import type { Push } from './platforms/platform-adapter.js';
import { type Outcome, PushReceiver } from './push-receiver.service.js';
import { REFUSALS } from './refusals.js';

const MAX_BODY_BYTES = 1_048_576;

/**
 * `/webhooks/{platform}/{shopId}` on Fastify itself: the body must reach us as the bytes that were signed, and this route carries thousands
 * of requests per second, so it goes without pipes, guards and per-request logging.
 */
@Injectable()
export class WebhookDoor implements OnModuleInit {
  private readonly logger = new Logger(WebhookDoor.name);

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly receiver: PushReceiver,
    private readonly budget: DoorBudget,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.http.httpAdapter.getInstance();
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => done(null, body));
      scope.setErrorHandler((error, request, reply) => this.fail(error, request, reply));
      scope.addHook('onRequest', (request, reply, next) => this.admit(request, reply, next));
      scope.route({
        method: ['GET', 'POST'],
        url: '/webhooks/:platform/:shopId',
        exposeHeadRoute: false,
        logLevel: 'silent',
        bodyLimit: MAX_BODY_BYTES,
        handler: (request, reply) => this.receive(request, reply),
      });
    });
  }

  /** Before a byte of the body is read. The share is given back when the exchange is over, however it ends. */
  private admit(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
    // Nobody who only knows that there is a door may hold a share of it.
    if (!this.receiver.isAddress(...addressOf(request))) {
      this.metrics.pushes.inc({ outcome: 'unknown-shop' });
      void refuse('unknown-shop', request, reply.header('Connection', 'close'));
      return;
    }
    const said = Number(request.headers['content-length'] ?? Number.NaN);
    const giveBack = this.budget.reserve(said >= 0 ? Math.min(said, MAX_BODY_BYTES) : MAX_BODY_BYTES);
    if (giveBack === null) {
      this.metrics.pushes.inc({ outcome: 'busy' });
      // What the sender still has to say is not read: the connection ends.
      void refuse('busy', request, reply.header('Connection', 'close'));
      return;
    }
    reply.raw.once('close', giveBack);
    // Bytes are what is signed, whatever they are said to be; a type that is none would be refused before they are looked at.
    request.headers['content-type'] = 'application/octet-stream';
    next();
  }

  private async receive(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const outcome = await this.receiver.receive(...addressOf(request), pushOf(request));
    this.metrics.pushes.inc({ outcome: 'refusal' in outcome ? outcome.refusal : 'accepted' });
    await answer(outcome, request, reply);
  }

  private fail(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const answered = describeError(error, languageOf(request.headers['accept-language']));
    // Not stored for a reason of ours, which also an authentic message is that the database refuses: the sender is told to come back.
    if (answered.status >= 500 || isDataFault(error)) {
      this.logger.error({ err: error }, 'a push could not be stored; the sender will repeat it');
      this.metrics.pushes.inc({ outcome: 'not-stored' });
      void refuse('not-stored', request, reply);
      return;
    }
    void reply.status(answered.status).header('Content-Type', PROBLEM_TYPE).send(JSON.stringify(answered));
  }
}

function addressOf({ params }: FastifyRequest): [platform: string, shopId: string] {
  const { platform = '', shopId = '' } = params as Record<string, string>;
  return [platform, shopId];
}

function pushOf(request: FastifyRequest): Push {
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    query: textsIn(request.query),
    headers: request.headers,
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    receivedAt: new Date(),
  };
}

/** A parameter that stands twice is none: it would not be certain which one was signed. */
function textsIn(query: unknown): Record<string, string> {
  const pairs = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function answer(outcome: Outcome, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if ('refusal' in outcome) return refuse(outcome.refusal, request, reply);
  const { status, contentType, body } = outcome.answer;
  if (contentType !== null) void reply.header('Content-Type', contentType);
  // An answer without type and text must not get the type of a text.
  return contentType === null ? reply.status(status).send() : reply.status(status).send(body);
}

function refuse(refusal: keyof typeof REFUSALS, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [status, code, zh, en] = REFUSALS[refusal];
  const language = languageOf(request.headers['accept-language']);
  if (status === 503 || status === 429) void reply.header('Retry-After', '2');
  return reply
    .status(status)
    .header('Content-Type', PROBLEM_TYPE)
    .send(JSON.stringify(problem(status, code, language === 'zh' ? zh : en, language)));
}
