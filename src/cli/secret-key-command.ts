import type { Command } from 'commander';
import { beginKeyChange, endKeyChange, readOrCreateSecretKeys } from '../platform/crypto/index.js';
import { type Config, readConfig } from '../platform/config/index.js';
import type { Installation } from '../platform/database/index.js';
import { changeSecretKey } from '../secret-key-change.js';
import { type OutputOptions, print, withInstallation } from './command-context.js';

const DESCRIPTION =
  'seal everything that is sealed under the previous secret key (credentials, tokens, messages nobody could read) under the current one. ' +
  'With keys from the environment: the new one in CUNBO_SECRET_KEY, the old one in CUNBO_PREVIOUS_SECRET_KEY: migrate, restart every process with both, then this; without, the ' +
  'key file of the data directory is changed, while nothing runs. Killed half-way it is started again. Not changed: the keys of hashes that ' +
  'stay (webhook addresses, buyers, contents of messages); they are kept in the database, sealed under the new key';

export function addSecretKeyCommand(program: Command): void {
  program
    .command('rotate-secret-key')
    .description(DESCRIPTION)
    .option('--json', 'machine-readable output')
    .action((options: OutputOptions) => rotate(options));
}

async function rotate(options: OutputOptions): Promise<void> {
  const config = readConfig(process.env);
  const isFile = config.databaseUrl === null && config.secretKey === null;
  if (isFile) await beginInFile(config);
  const report = await withInstallation(async ({ installation }) => {
    requirePrevious(installation);
    await installation.migrate();
    return changeSecretKey(installation.access, installation.secretKey, installation.previousSecretKey, say);
  });
  if (isFile) await endKeyChange(config.dataDirectory);
  const rest = isFile ? 'The old key is forgotten.' : 'CUNBO_PREVIOUS_SECRET_KEY is not needed any more: start every process without it.';
  print(report, options, `${report.resealed} values are sealed under the new key, none under the old one. ${rest}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Whoever runs already knows the old key only, and could not read what is sealed under a new one. */
async function beginInFile({ dataDirectory }: Config): Promise<void> {
  const { previous } = await readOrCreateSecretKeys(dataDirectory);
  if (previous !== null) return;
  await withInstallation(async ({ installation }) => {
    if (installation.isAttached) throw new Error('Stop Cunbo first: while it runs it knows the old key only. Then run this again.');
    await installation.migrate();
    await beginKeyChange(dataDirectory);
  });
}

function requirePrevious({ previousSecretKey }: Installation): void {
  if (previousSecretKey === null)
    throw new Error(
      'Say both keys: the new one in CUNBO_SECRET_KEY, the old one in CUNBO_PREVIOUS_SECRET_KEY. Run migrate, restart every process with both, then run this.',
    );
}
