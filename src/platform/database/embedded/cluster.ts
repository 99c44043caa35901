// Makes the database files on first use. They appear whole or not at all: a killed initdb leaves nothing that looks like a database.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cannotStart } from './embedded-postgres.errors.js';
import { initdbOf, postgresOf } from './native-package.js';
import { giveTo, type OsAccount, spawnOptions } from './os-account.js';
import type { ServerPlace } from './server-place.js';
import { orOn, programErrorOutput } from './system-error.js';

const run = promisify(execFile);

export const SUPERUSER = 'postgres';

/** Makes sure that the files are there, belong to the account, and know the superuser's password. Answers the password. */
export async function prepareCluster(place: ServerPlace, passwordFile: string): Promise<string> {
  const known = await readPassword(passwordFile);
  const password = known ?? randomBytes(24).toString('hex');
  if (await holdsCluster(place.clusterDirectory)) {
    await adoptFiles(place);
    if (known === null) await resetPassword(place, password);
  } else {
    await createCluster(place, password);
  }
  if (known === null) await keepPassword(passwordFile, password);
  return password;
}

export async function readPassword(passwordFile: string): Promise<string | null> {
  const text = await orOn(['ENOENT'], readFile(passwordFile, 'utf8'), '');
  return text.trim() || null;
}

async function keepPassword(passwordFile: string, password: string): Promise<void> {
  const draft = `${passwordFile}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, password, { mode: 0o600, flag: 'wx' });
  await rename(draft, passwordFile);
}

async function holdsCluster(directory: string): Promise<boolean> {
  const entries: string[] = await orOn(['ENOENT'], readdir(directory), []);
  if (entries.length === 0) return false;
  if (entries.includes('PG_VERSION')) return true;
  throw cannotStart(`${directory} holds files but no database. Move them away, or choose another data directory.`);
}

// A backup that root copied back belongs to root.
async function adoptFiles({ account, clusterDirectory }: ServerPlace): Promise<void> {
  const { uid } = await stat(clusterDirectory);
  if (account !== null && uid !== account.uid) await giveTo(account, clusterDirectory);
}

// Each attempt has its own draft: the initdb of a killed attempt may still be writing to the older one.
async function createCluster(place: ServerPlace, password: string): Promise<void> {
  await removeOldDrafts(place.clusterDirectory);
  const draft = `${place.clusterDirectory}.new-${randomBytes(4).toString('hex')}`;
  const passwordDraft = `${draft}.password`;
  await makePrivateDirectory(draft, place.account);
  try {
    await writePrivateFile(passwordDraft, password, place.account);
    await initialize(place, draft, passwordDraft);
    await rename(draft, place.clusterDirectory);
  } finally {
    await rm(passwordDraft, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function removeOldDrafts(clusterDirectory: string): Promise<void> {
  const parent = dirname(clusterDirectory);
  const drafts = (await readdir(parent)).filter((name) => name.startsWith(`${basename(clusterDirectory)}.new-`));
  await Promise.all(drafts.map((name) => rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 })));
}

async function initialize(place: ServerPlace, directory: string, passwordFile: string): Promise<void> {
  const flags = ['--auth=scram-sha-256', '--encoding=UTF8', ...localeFlags(), '--no-instructions'];
  const parameters = ['-D', directory, '-U', SUPERUSER, `--pwfile=${passwordFile}`, ...flags];
  await orExplain(
    run(initdbOf(place.programs), parameters, spawnOptions(place.account)),
    `No database could be made in ${place.clusterDirectory}`,
  );
}

// The built-in locale sorts by code point, the same on every machine and for ever. LC_CTYPE must nevertheless know Chinese letters:
// with C, pg_trgm finds no trigram in a Chinese text (measured: show_trgm('昆明市') is empty).
function localeFlags(): string[] {
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return process.platform === 'darwin' ? [...builtin, '--locale=C', '--lc-ctype=en_US.UTF-8'] : [...builtin, '--locale=C.UTF-8'];
}

/** Without the password file (a restored backup, say) nobody can sign in; the single-user server needs no password. */
async function resetPassword({ account, programs, clusterDirectory }: ServerPlace, password: string): Promise<void> {
  const running = run(postgresOf(programs), ['--single', '-D', clusterDirectory, 'postgres'], spawnOptions(account));
  running.child.stdin?.end(`ALTER ROLE ${SUPERUSER} PASSWORD '${password}';\n`);
  await orExplain(running, `The superuser's password could not be set anew in ${clusterDirectory}`);
}

async function orExplain(running: Promise<unknown>, what: string): Promise<void> {
  try {
    await running;
  } catch (error) {
    throw cannotStart(`${what}:\n${programErrorOutput(error)}`);
  }
}

async function makePrivateDirectory(directory: string, account: OsAccount): Promise<void> {
  await mkdir(directory);
  await chmod(directory, 0o700);
  if (account !== null) await chown(directory, account.uid, account.gid);
}

async function writePrivateFile(file: string, text: string, account: OsAccount): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  if (account !== null) await chown(file, account.uid, account.gid);
}
