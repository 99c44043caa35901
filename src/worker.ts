import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule, type Runtime } from './app.module.js';
import { createLogger, NestLogger } from './platform/telemetry/index.js';

/** Workers only: no HTTP at all. */
export async function createWorkers(runtime: Runtime): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.of(runtime), {
    logger: new NestLogger(createLogger(runtime.config.logLevel)),
    abortOnError: false,
  });
}
