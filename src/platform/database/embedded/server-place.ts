// Decides under which account the server runs, from which programs and on which directory, so that the account can reach them all.
// What root keeps out of reach (a checkout below /root) is placed under /var/lib/cunbo, and the data directory points there.
import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cannotStart } from './embedded-postgres.errors.js';
import { catalogOf, type NativePrograms, postgresOf, unsupported } from './native-package.js';
import { canEnter, canRun, chooseAccount, type OsAccount, openToAll } from './os-account.js';
import { orOn } from './system-error.js';

const OPEN_PLACE = '/var/lib/cunbo';

export interface ServerPlace {
  readonly account: OsAccount;
  readonly programs: NativePrograms;
  /** Without symbolic links in its last step; its parent exists. */
  readonly clusterDirectory: string;
}

export async function placeServer(dataDirectory: string, programs: NativePrograms, log: (line: string) => void): Promise<ServerPlace> {
  const entry = join(dataDirectory, 'postgres');
  const account = await chooseAccount(entry);
  const clusterDirectory = await placeCluster(entry, dataDirectory, account);
  const reachable = await placePrograms(programs, account);
  if (clusterDirectory !== entry || reachable !== programs) {
    log(
      `PostgreSQL does not run as root: it runs with user id ${account?.uid ?? 0}, programs in ${reachable.directory}, database files in ${clusterDirectory}.`,
    );
  }
  return { account, programs: reachable, clusterDirectory };
}

async function placeCluster(entry: string, dataDirectory: string, account: OsAccount): Promise<string> {
  const found = await orOn(['ENOENT'], lstat(entry), null);
  if (found?.isSymbolicLink()) return resolve(dataDirectory, await readlink(entry));
  if (account === null || (await canEnter(account, dataDirectory))) return entry;
  return moveToOpenPlace(entry, found !== null);
}

async function moveToOpenPlace(entry: string, exists: boolean): Promise<string> {
  await makeOpenPlace();
  const target = join(OPEN_PLACE, randomBytes(6).toString('hex'));
  if (exists) await moveDirectory(entry, target);
  await symlink(target, entry);
  return target;
}

async function makeOpenPlace(): Promise<void> {
  const created = await mkdir(OPEN_PLACE, { recursive: true });
  if (created !== undefined) await chmod(OPEN_PLACE, 0o755); // Whatever the umask.
}

async function moveDirectory(from: string, to: string): Promise<void> {
  const moved = await orOn(['EXDEV'], rename(from, to), 'other-disk');
  if (moved === 'other-disk') {
    throw cannotStart(
      `The account that runs PostgreSQL cannot enter the directory of ${from}. Move the data directory to a place it can enter.`,
    );
  }
}

async function placePrograms(programs: NativePrograms, account: OsAccount): Promise<NativePrograms> {
  if (await isUsable(programs, account)) return programs;
  if (account === null) throw unsupported(`The PostgreSQL programs in ${programs.directory} do not run here.`);
  const copy = { ...programs, directory: join(OPEN_PLACE, `postgresql-${programs.version}`) };
  if ((await orOn(['ENOENT'], stat(copy.directory), null)) === null) await copyPrograms(programs.directory, copy.directory);
  if (!(await isUsable(copy, account))) throw unsupported(`The PostgreSQL programs in ${copy.directory} do not run here.`);
  return copy;
}

function isUsable(programs: NativePrograms, account: OsAccount): Promise<boolean> {
  return canRun(account, postgresOf(programs), catalogOf(programs));
}

// Copied beside and renamed: whoever sees the directory sees it whole, and of two copies at once one is simply dropped.
async function copyPrograms(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomBytes(6).toString('hex')}`;
  await makeOpenPlace();
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await orOn(['ENOTEMPTY', 'EEXIST'], rename(draft, to), null);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
