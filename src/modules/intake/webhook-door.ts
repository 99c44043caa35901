import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeError, languageOf, problem, PROBLEM_TYPE } from '../../platform/http/index.js';
import { Metrics } from '../../platform/telemetry/index.js';
import { type Outcome, PushReceiver } from './push-receiver.service.js';

const MAX_BODY_BYTES = 1_048_576;

/**
 * `POST /webhooks/{platform}/{shopId}` on Fastify itself: the body must reach us as the bytes that were signed, and this route
 * carries thousands of requests per second, so it goes without pipes, guards and per-request logging.
 */
@Injectable()
export class WebhookDoor implements OnModuleInit {
  private readonly logger = new Logger(WebhookDoor.name);

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly receiver: PushReceiver,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.http.httpAdapter.getInstance();
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => done(null, body));
      scope.setErrorHandler((error, request, reply) => this.fail(error, request, reply));
      scope.post('/webhooks/:platform/:shopId', { logLevel: 'silent', bodyLimit: MAX_BODY_BYTES }, (request, reply) =>
        this.receive(request, reply),
      );
    });
  }

  private async receive(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { platform = '', shopId = '' } = request.params as Record<string, string>;
    const outcome = await this.receiver.receive({
      address: platform,
      shopId,
      headers: request.headers,
      rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      receivedAt: new Date(),
    });
    this.metrics.pushes.inc({ outcome });
    await answer(outcome, request, reply);
  }

  private fail(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const answered = describeError(error, languageOf(request.headers['accept-language']));
    // Not stored for a reason of ours: the sender is told to come back, never that all is well.
    const status = answered.status >= 500 ? 503 : answered.status;
    if (status === 503) {
      this.logger.error({ err: error }, 'a push could not be stored; the sender will repeat it');
      void reply.header('Retry-After', '5');
    }
    void reply
      .status(status)
      .header('Content-Type', PROBLEM_TYPE)
      .send(JSON.stringify({ ...answered, status }));
  }
}

const REFUSALS: Readonly<Record<Exclude<Outcome, 'accepted'>, readonly [status: number, code: string, zh: string, en: string]>> = {
  unreadable: [
    400,
    'webhook.not-json',
    '签名有效，但内容不是 JSON；已原样保存，可在来源页查看。',
    'Signed, but not JSON; kept as it came for a person to look at.',
  ],
  unauthentic: [
    401,
    'webhook.signature',
    '签名无效或已过期（允许前后 5 分钟）；未保存任何内容。',
    'The signature is wrong or older than 5 minutes; nothing was stored.',
  ],
  'unknown-shop': [404, 'webhook.unknown-shop', '没有这个店铺的推送地址。', 'There is no shop at this address.'],
  busy: [503, 'webhook.busy', '接收队列已满，请稍后重发。', 'Intake is behind; send it again shortly.'],
};

function answer(outcome: Outcome, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (outcome === 'accepted') return reply.status(204).send();
  const [status, code, zh, en] = REFUSALS[outcome];
  const language = languageOf(request.headers['accept-language']);
  if (status === 503) void reply.header('Retry-After', '2');
  return reply
    .status(status)
    .header('Content-Type', PROBLEM_TYPE)
    .send(JSON.stringify(problem(status, code, language === 'zh' ? zh : en, language)));
}
