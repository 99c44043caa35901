import type { Command } from 'commander';
import { Administrators, FIRST_ADMINISTRATOR, SignIn } from '../modules/accounts/index.js';
import { parseInstant } from '../kernel/instant.js';
import { type Permission, PERMISSIONS } from '../platform/http/index.js';
import { type OutputOptions, print, withServices } from './command-context.js';

interface TokenOptions extends OutputOptions {
  readonly user: string;
  readonly name: string;
  readonly expires?: string;
  readonly permissions?: string;
}

export function addAccountCommands(program: Command): void {
  program
    .command('create-token')
    .description('make a bearer token for a program; it is shown once')
    .requiredOption('--name <name>', 'what the token is for')
    .option('--user <username>', 'the account it acts for', FIRST_ADMINISTRATOR)
    .option('--expires <time>', 'ISO 8601 with offset; never if absent')
    .option('--permissions <list>', 'what it may do, e.g. figures.read,sales.write; whatever the account may if absent')
    .option('--json', 'machine-readable output')
    .action((options: TokenOptions) => createToken(options));
  program
    .command('reset-password')
    .description('set a new password (CUNBO_ADMIN_PASSWORD, else a generated one, shown once) and end all sessions of the account')
    .option('--user <username>', 'the account', FIRST_ADMINISTRATOR)
    .option('--json', 'machine-readable output')
    .action((options: OutputOptions & { user: string }) => resetPassword(options));
  program
    .command('recover-administrator')
    .description('let an operator in again who has lost everything: a new password, shown once; no lock, no second step, no sessions')
    .option('--user <username>', 'the operator', FIRST_ADMINISTRATOR)
    .option('--json', 'machine-readable output')
    .action((options: OutputOptions & { user: string }) => recoverAdministrator(options));
}

async function createToken(options: TokenOptions): Promise<void> {
  const expiresAt = options.expires === undefined ? null : parseInstant(options.expires);
  if (options.expires !== undefined && expiresAt === null)
    throw new Error(`--expires ${options.expires} is not ISO 8601 with an offset, e.g. 2027-01-01T00:00:00+08:00.`);
  const permissions = options.permissions === undefined ? null : readPermissions(options.permissions);
  const token = await withServices((app) => app.get(SignIn).createToken(options.user, options.name, expiresAt, permissions));
  print({ token }, options, token);
}

function readPermissions(text: string): Permission[] {
  return text.split(',').map((part) => {
    const known = PERMISSIONS.find((permission) => permission === part.trim());
    if (known === undefined) throw new Error(`--permissions ${part} is none; they are ${PERMISSIONS.join(', ')}.`);
    return known;
  });
}

async function resetPassword(options: OutputOptions & { user: string }): Promise<void> {
  const password = await withServices((app, { config }) => app.get(Administrators).resetPassword(options.user, config.adminPassword));
  print({ username: options.user, password }, options, `New password of ${options.user}: ${password}`);
}

async function recoverAdministrator(options: OutputOptions & { user: string }): Promise<void> {
  const password = await withServices((app) => app.get(Administrators).recover(options.user));
  const sentences = `New password of ${options.user}: ${password}\nIts second step is off; set it up again after signing in.`;
  print({ username: options.user, password }, options, sentences);
}
