import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppModule, type Runtime } from './app.module.js';
import { AccessGuard } from './modules/accounts/index.js';
import { WEBHOOK_PATHS } from './modules/intake/index.js';
import { createAdapter, createDocument, prepareServer } from './platform/http/index.js';
import { createLogger, NestLogger } from './platform/telemetry/index.js';

const WEB_ROOT = fileURLToPath(new URL('./web', import.meta.url));
const VERSION = '0.1.0';

/** The HTTP application of a process whose role includes it; listening is the caller's. */
export async function createHttpServer(runtime: Runtime, logger = createLogger(runtime.config.logLevel)): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(runtime),
    createAdapter(logger, runtime.config.trustedProxies),
    {
      logger: new NestLogger(logger),
      abortOnError: false,
      // Nest's own parsers would also take forms; Fastify's takes JSON.
      bodyParser: false,
    },
  );
  try {
    await furnish(app);
    await app.init();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function furnish(app: NestFastifyApplication): Promise<void> {
  await prepareServer(app);
  protectDocumentation(app);
  SwaggerModule.setup('api/docs', app, createDocument(app, VERSION, WEBHOOK_PATHS), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
  await serveWeb(app);
}

/**
 * The documentation's routes are not controllers: the guard is asked here. By the route that was found and not by the address: one
 * address can be written in many ways (encoded, in absolute form, with a fragment), and the router understands them all.
 */
function protectDocumentation(app: NestFastifyApplication): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isDocumentation = /^\/api\/(docs|openapi)/.test(request.routeOptions.url ?? '');
    if (!isDocumentation) return done();
    app
      .get(AccessGuard)
      .admit(request, 'own-account')
      .then(() => done(), done);
  });
}

/** The built pages; a GET of an address that is neither a file nor the API's belongs to the router of a page: under /phone the phone's, else the desk's. */
async function serveWeb(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(`${WEB_ROOT}/index.html`)) return;
  await app.register(fastifyStatic, {
    root: WEB_ROOT,
    wildcard: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    setHeaders: keepPageFresh,
  });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.get('/*', { logLevel: 'silent' }, (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isPage = !/^\/(api|webhooks|health|metrics)(\/|$)/.test(path) && !/\.\w+$/.test(path);
    if (isPage) return reply.sendFile(/^\/phone(\/|$)/.test(path) ? 'phone.html' : 'index.html', { maxAge: 0, immutable: false });
    reply.callNotFound();
    return reply;
  });
}

/** Names in assets/ carry the hash of what is in them; pages, the phone's worker and its manifest keep theirs. */
function keepPageFresh(reply: FastifyReply, path: string): void {
  if (!path.startsWith(`${WEB_ROOT}/assets/`)) void reply.header('Cache-Control', 'no-cache');
}
