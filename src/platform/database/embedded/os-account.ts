// PostgreSQL refuses to run as root: finds the account it runs under instead, and runs programs under it.
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { cannotStart } from './embedded-postgres.errors.js';
import { orOn } from './system-error.js';

const run = promisify(execFile);

/** Null: the account of this program itself. */
export type OsAccount = { readonly uid: number; readonly gid: number } | null;

const SERVICE_ACCOUNTS = ['postgres', '_postgres', 'nobody'];
// macOS gives nobody an id that setuid() cannot be asked for.
const LARGEST_ID = 0x7fffffff;

/** Whoever owns the database's files runs it; root's own or new ones go to a service account. */
export async function chooseAccount(clusterDirectory: string): Promise<OsAccount> {
  const files = await orOn(['ENOENT'], stat(clusterDirectory), null);
  if (process.getuid?.() !== 0) {
    if (files !== null && files.uid !== process.getuid?.()) throw foreignFiles(clusterDirectory, files.uid);
    return null;
  }
  return files !== null && files.uid !== 0 ? { uid: files.uid, gid: files.gid } : findServiceAccount();
}

function foreignFiles(clusterDirectory: string, uid: number): Error {
  return cannotStart(
    `The database files in ${clusterDirectory} belong to the account with id ${uid}. Start Cunbo as that account or as root.`,
  );
}

async function findServiceAccount(): Promise<OsAccount> {
  for (const name of SERVICE_ACCOUNTS) {
    const [uid, gid] = await Promise.all([readId('-u', name), readId('-g', name)]);
    if (uid !== null && gid !== null) return { uid, gid };
  }
  throw cannotStart(
    `PostgreSQL does not run as root and none of the accounts ${SERVICE_ACCOUNTS.join(', ')} exists. Start Cunbo as an ordinary user.`,
  );
}

async function readId(option: '-u' | '-g', name: string): Promise<number | null> {
  try {
    const id = Number((await run('id', [option, name])).stdout);
    return id > 0 && id <= LARGEST_ID ? id : null;
  } catch {
    return null;
  }
}

/** Nothing of this program's own environment (keys, passwords, PG* variables) reaches the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, LC_ALL: 'C', TZ: 'UTC' };
}

/** Spawn options of every PostgreSQL program. The working directory may be closed to the account, so it is the root. */
export function spawnOptions(account: OsAccount): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  return { cwd: '/', env: serverEnvironment(), ...account };
}

/** Asked of the system itself, so that modes, access lists and mounts all count. */
export async function canEnter(account: OsAccount, directory: string): Promise<boolean> {
  return succeeds(account, 'cd "$0"', [directory]);
}

export async function canRun(account: OsAccount, program: string, neededFile: string): Promise<boolean> {
  return succeeds(account, 'test -r "$1" && exec "$0" --version', [program, neededFile]);
}

async function succeeds(account: OsAccount, script: string, parameters: string[]): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', script, ...parameters], spawnOptions(account));
    return true;
  } catch {
    return false;
  }
}

export async function giveTo(account: NonNullable<OsAccount>, directory: string): Promise<void> {
  await run('chown', ['-R', `${account.uid}:${account.gid}`, directory]);
}

export async function openToAll(directory: string): Promise<void> {
  await run('chmod', ['-R', 'a+rX', directory]);
}
