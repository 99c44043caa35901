import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import type { DatabaseAccess } from '../src/platform/database/index.js';
import { built } from './product.ts';

/** A database of the run's own, as an installation has it: the embedded server with its usual, durable settings. */
export interface Installation {
  readonly directory: string;
  /** What a server process of this installation is started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly access: DatabaseAccess;
  /** The services that need neither queue nor HTTP. */
  readonly services: INestApplicationContext;
  /** The superuser: loads, empties and measures tables, and runs what the product is compared with. */
  readonly admin: pg.Client;
  close(): Promise<void>;
}

/** In a directory that stays, if one is named. */
export async function createInstallation(keep: string | null): Promise<Installation> {
  const directory = keep === null ? await mkdtemp(join(tmpdir(), 'cunbo-bench-')) : await namedDirectory(keep);
  // PostgreSQL never runs as root: its own user must be able to enter.
  await chmod(directory, 0o755);
  const ends: (() => Promise<void>)[] = keep === null ? [() => rm(directory, { recursive: true, force: true })] : [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return { ...(await furnish(directory, ends)), directory, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function namedDirectory(keep: string): Promise<string> {
  await mkdir(keep, { recursive: true });
  return resolve(keep);
}

async function furnish(directory: string, ends: (() => Promise<void>)[]): Promise<Omit<Installation, 'directory' | 'close'>> {
  const url = await startServer(directory, ends);
  const environment = { DATABASE_URL: url, CUNBO_SECRET_KEY: randomBytes(32).toString('hex'), CUNBO_ADMIN_PASSWORD: 'bench-bench-bench' };
  const { openInstallation } = await built('platform/database/index.js');
  const { readConfig } = await built('platform/config/index.js');
  const config = readConfig({ ...environment, LOG_LEVEL: 'warn' });
  const { access, secretKey, migrate } = await openInstallation(config, 'own', () => undefined);
  await migrate();
  const { CommandModule } = await built('app.module.js');
  const services = await NestFactory.createApplicationContext(CommandModule.of({ config, access, secretKey }), {
    logger: false,
    abortOnError: false,
  });
  ends.push(() => services.close());
  const { ensureFurnished } = await built('start-up.js');
  await ensureFurnished(services, config, () => undefined);
  return { environment, access, services, admin: await connect(url, ends) };
}

async function startServer(directory: string, ends: (() => Promise<void>)[]): Promise<string> {
  const { startEmbeddedPostgres } = await built('platform/database/embedded/index.js');
  const server = await startEmbeddedPostgres({ dataDirectory: directory, log: () => undefined });
  ends.push(() => server.stop());
  const url = new URL(`postgres://${server.superuser}:${server.superuserPassword}@${server.host}:${server.port}/postgres`);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rowCount } = await client.query(`select from pg_database where datname = 'bench'`);
  if (rowCount === 0) await client.query('create database bench');
  await client.end();
  url.pathname = '/bench';
  return url.href;
}

async function connect(url: string, ends: (() => Promise<void>)[]): Promise<pg.Client> {
  // As the product connects (see dataSourceOptions).
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC', keepAlive: true });
  await client.connect();
  ends.push(() => client.end());
  return client;
}
