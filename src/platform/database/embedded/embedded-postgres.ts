// Starts and shares the PostgreSQL server of a data directory. At most one process owns it; a dead owner's server is stopped
// before a new one starts, so two servers never work on the same files.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FileClaim, tryClaim } from './claim-file.js';
import { prepareCluster, SUPERUSER } from './cluster.js';
import { cannotStart, EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { joinServer } from './joined-server.js';
import { clearLeftovers } from './leftover-server.js';
import { findNativePrograms } from './native-package.js';
import { OwnedServer, type OwnerManners } from './owned-server.js';
import { HOST, Postmaster } from './postmaster.js';
import { ServerLog } from './server-log.js';
import { placeServer } from './server-place.js';
import { checkLogin } from './server-login.js';
import { systemErrorCode } from './system-error.js';

export interface EmbeddedPostgres {
  readonly host: string;
  readonly port: number;
  readonly superuser: string;
  readonly superuserPassword: string;
  /** The server belongs to another process; stop() leaves it running. */
  readonly attached: boolean;
  /** Settles when the server has ended without stop(). Never settles for an attached one. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds everything: the database files, the server's log, the superuser's password, the owner's record. */
  readonly dataDirectory: string;
  readonly log: (line: string) => void;
  /** Server settings that replace ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts the server of this data directory, making the database on first use, and owns it. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return explainRefusal(options, async (dataDirectory) => {
    const claim = await tryClaim(ownerFile(dataDirectory));
    if (!(claim instanceof FileClaim)) throw alreadyRunning(dataDirectory, claim.pid);
    return startAsOwner({ ...options, dataDirectory }, claim, 'leaves-at-once');
  });
}

/** For commands: uses the server that another process runs on this data directory, or else starts it for its own time. */
export async function attachOrStartEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return explainRefusal(options, async (dataDirectory) => {
    const files = { dataDirectory, ownerFile: ownerFile(dataDirectory), passwordFile: passwordFile(dataDirectory) };
    for (;;) {
      const claim = await tryClaim(files.ownerFile);
      if (claim instanceof FileClaim) return startAsOwner({ ...options, dataDirectory }, claim, 'waits-for-guests');
      const joined = await joinServer({ ...files, log: options.log }, claim);
      if (joined !== null) return joined;
    }
  });
}

async function explainRefusal<T>(options: EmbeddedPostgresOptions, action: (dataDirectory: string) => Promise<T>): Promise<T> {
  const dataDirectory = resolve(options.dataDirectory);
  try {
    await mkdir(dataDirectory, { recursive: true });
    return await action(dataDirectory);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(systemErrorCode(error) ?? '')) throw error;
    throw cannotStart(
      `The data directory ${dataDirectory} cannot be used by this account: ${String(error)}. Start Cunbo as its owner or as root.`,
    );
  }
}

async function startAsOwner(options: EmbeddedPostgresOptions, claim: FileClaim, manners: OwnerManners): Promise<EmbeddedPostgres> {
  const serverLog = new ServerLog(join(options.dataDirectory, 'postgres.log'));
  try {
    const { postmaster, password } = await launch(options, serverLog);
    await claim.announcePort(postmaster.port);
    return new OwnedServer({ ...options, manners, claim, serverLog, postmaster, superuserPassword: password });
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function launch(options: EmbeddedPostgresOptions, serverLog: ServerLog): Promise<{ postmaster: Postmaster; password: string }> {
  const place = await placeServer(options.dataDirectory, await findNativePrograms(), options.log);
  await clearLeftovers(place.clusterDirectory, options.log);
  const password = await prepareCluster(place, passwordFile(options.dataDirectory));
  await serverLog.rotate();
  const postmaster = await Postmaster.launch({ place, serverLog, settings: options.settings, log: options.log });
  try {
    await checkLogin({ host: HOST, port: postmaster.port, user: SUPERUSER, password }, passwordFile(options.dataDirectory));
    return { postmaster, password };
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
}

const ownerFile = (dataDirectory: string): string => join(dataDirectory, 'owner.json');
const passwordFile = (dataDirectory: string): string => join(dataDirectory, 'postgres-password');

function alreadyRunning(dataDirectory: string, pid: number): EmbeddedPostgresError {
  const message = `Process ${pid} already runs the database in ${dataDirectory}. Stop it first, or choose another data directory.`;
  return new EmbeddedPostgresError('embedded.already-running', message, pid);
}
