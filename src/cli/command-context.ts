import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandModule } from '../app.module.js';
import { type Config, readConfig } from '../platform/config/index.js';
import { type Installation, openInstallation } from '../platform/database/index.js';

export interface CommandContext {
  readonly config: Config;
  readonly installation: Installation;
}

/** Runs a command on the installation of the environment: beside its server, or with the database started for this time. */
export async function withInstallation<Result>(work: (context: CommandContext) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env);
  const installation = await openInstallation(config, 'join', (line) => process.stderr.write(`${line}\n`));
  try {
    return await work({ config, installation });
  } finally {
    await installation.close();
  }
}

/** The same, with the services behind it; the schema must be this program's. */
export function withServices<Result>(work: (app: INestApplicationContext, context: CommandContext) => Promise<Result>): Promise<Result> {
  return withInstallation(async (context) => {
    await requireSchema(context.installation);
    const { access, secretKey, previousSecretKey } = context.installation;
    const app = await NestFactory.createApplicationContext(
      CommandModule.of({ config: context.config, access, secretKey, previousSecretKey }),
      {
        logger: false,
        abortOnError: false,
      },
    );
    try {
      return await work(app, context);
    } finally {
      await app.close();
    }
  });
}

/** A command alone on its own embedded database brings it up to date; on a server that is the operator's decision. */
async function requireSchema(installation: Installation): Promise<void> {
  if (installation.isEmbedded) await installation.migrate();
  const pending = await installation.pendingMigrations();
  if (pending.length > 0) throw new Error(`The database lacks ${pending.length} migration(s). Run "cunbo migrate" first.`);
}

export interface OutputOptions {
  readonly json?: boolean;
}

/** Machine-readable with --json, else sentences. */
export function print(result: object, { json }: OutputOptions, sentences: string): void {
  process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : `${sentences}\n`);
}
