import fastifyCookie from '@fastify/cookie';
import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { Metrics } from '../telemetry/index.js';
import { describe } from './problem.filter.js';
import { languageOf, PROBLEM_TYPE } from './problem.js';

const MAX_BODY_BYTES = 1_048_576;

export function createAdapter(logger: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    // One line per answer is enough; see prepareServer.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    // The longest id: an order number of 200 characters, four bytes each, in base64url behind its shop's id.
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: true },
    // A proxy on this machine or network tells the protocol, so that cookies are marked secure behind TLS.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    forceCloseConnections: true,
    requestTimeout: 30_000,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const answer = describe(error, languageOf(request.headers['accept-language']));
      void reply.status(answer.status).header('Content-Type', PROBLEM_TYPE).send(JSON.stringify(answer));
    },
  });
}

/** Cookies, headers every answer carries, and the time each route takes. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyCookie);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  // Bodies are JSON. What needs another form registers its own parser.
  fastify.removeContentTypeParser('text/plain');
  const metrics = metricsOf(app);
  fastify.addHook('onSend', async (_request, reply) => {
    void reply.header('X-Content-Type-Options', 'nosniff').header('Referrer-Policy', 'same-origin').header('X-Frame-Options', 'DENY');
    void reply.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
    const labels = { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) };
    metrics.httpDuration.observe(labels, reply.elapsedTime / 1000);
  });
}

// Styles set by the chart library are inline; scripts never are.
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

function metricsOf(app: INestApplication): Metrics {
  return app.get(Metrics);
}
