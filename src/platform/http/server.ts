import fastifyCookie from '@fastify/cookie';
import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { Metrics } from '../telemetry/index.js';
import { endConnection, prepareForms } from './forms.js';
import { describe } from './problem.filter.js';
import { languageOf, PROBLEM_TYPE } from './problem.js';
import { RequestLimits } from './request-limits.js';
import { safeHeaders } from './safe-headers.js';

const MAX_BODY_BYTES = 1_048_576;
const MAX_HEADER_BYTES = 16_384;
/** Until a request's headers are there, and until all of it is: whoever sends byte by byte must not hold a connection. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** How often the two are looked at. */
const CHECKING_MS = 2_000;
const SILENCE_MS = 120_000;

export function createAdapter(logger: Logger, trustedProxies: readonly string[]): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    // One line per answer is enough; see prepareServer.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    // The longest id: an order number of 200 characters, four bytes each, in base64url behind its shop's id.
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: true },
    // A proxy tells the protocol, so that cookies are marked secure behind TLS, and who asks.
    trustProxy: [...trustedProxies],
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    clientErrorHandler: endConnection,
    // Nothing said and nothing taken for so long, also in the middle of an answer. Streams of events have a heartbeat.
    connectionTimeout: SILENCE_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECKING_MS, maxHeaderSize: MAX_HEADER_BYTES },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const answer = describe(error, languageOf(request.headers['accept-language']));
      void reply.headers(safeHeaders(request, reply, answer));
      void reply.status(answer.status).header('Content-Type', PROBLEM_TYPE).send(JSON.stringify(answer));
    },
  });
}

/** Cookies, headers every answer carries, and the time each route takes. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyCookie);
  await prepareForms(app);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  // Bodies are JSON. What needs another form registers its own parser.
  fastify.removeContentTypeParser('text/plain');
  const metrics = metricsOf(app);
  // Hooks that do not wait are no promises: the door is answered thousands of times a second.
  const limits = app.get(RequestLimits);
  fastify.addHook('onRequest', (request, _reply, done) => {
    limits.admitAddress(request);
    done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    void reply.headers(safeHeaders(request, reply, payload));
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    request.log.info({ method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
    metrics.httpDuration.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
}

function metricsOf(app: INestApplication): Metrics {
  return app.get(Metrics);
}
