import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Runtime } from './app.module.js';
import { explain } from './explain-error.js';
import { createHttpServer } from './http-server.js';
import { readConfig } from './platform/config/index.js';
import { type Installation, openInstallation } from './platform/database/index.js';
import { ensureFurnished, ensureSchema } from './start-up.js';
import { createWorkers } from './worker.js';

const SHUTDOWN_LIMIT_MS = 20_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const stop = stopRequest();
  // Also while starting: what a start waits for may never come.
  void stop.then(limitShutdown);
  const installation = await openInstallation(config, 'own', say);
  let app: INestApplicationContext | null = null;
  try {
    await ensureSchema(installation, config, say);
    app = await serve({
      config,
      access: installation.access,
      secretKey: installation.secretKey,
      previousSecretKey: installation.previousSecretKey,
    });
    say(config.role === 'worker' ? 'Cunbo workers are running' : `Cunbo is listening on port ${config.port}`);
    await Promise.race([stop, databaseLost(installation)]);
  } catch (error) {
    // Said before closing: what closes afterwards may complain, and this is why.
    complain(error);
    process.exitCode = 1;
  } finally {
    limitShutdown();
    await app?.close();
    await installation.close();
  }
}

/** The application comes before its furniture, the furniture before the first request. */
async function serve(runtime: Runtime): Promise<INestApplicationContext> {
  const { config } = runtime;
  if (config.role === 'worker') return createWorkers(runtime);
  const app: NestFastifyApplication = await createHttpServer(runtime);
  try {
    await ensureFurnished(app, config, say);
    await app.listen(config.port, config.host);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

async function databaseLost(installation: Installation): Promise<never> {
  await installation.databaseLost;
  throw new Error(
    'PostgreSQL has ended unexpectedly; see postgres.log in the data directory. What was accepted is safe; start again to go on.',
  );
}

/** A job or connection that does not end must not keep the process: everything in it can be repeated. */
function limitShutdown(): void {
  setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
}

function complain(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}

start()
  .catch((error: unknown) => {
    complain(error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
