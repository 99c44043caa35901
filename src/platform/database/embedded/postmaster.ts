// One running PostgreSQL server, from its start until it has ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { cannotStart } from './embedded-postgres.errors.js';
import { postgresOf } from './native-package.js';
import { spawnOptions } from './os-account.js';
import { poll } from './poll.js';
import { readPostmasterFile } from './postmaster-file.js';
import type { ServerLog } from './server-log.js';
import type { ServerPlace } from './server-place.js';
import { settingArguments } from './server-settings.js';
import { shutDown, type ShutdownPatience } from './shutdown.js';

export const HOST = '127.0.0.1';
// After a crash the write-ahead log is replayed first.
const READY_WITHIN_MS = 600_000;
const SAY_STILL_STARTING_AFTER_MS = 10_000;
// A killed postmaster may keep its pid for a moment, and another program may take the port between our choice and the start.
const RETRY_FOR_MS = 10_000;
const PASSING_OBSTACLES =
  /lock file "postmaster\.pid" already exists|pre-existing shared memory block|could not bind|Address already in use/;

export interface LaunchOptions {
  readonly place: ServerPlace;
  readonly serverLog: ServerLog;
  readonly settings?: Readonly<Record<string, string>> | undefined;
  readonly log: (line: string) => void;
}

export class Postmaster {
  /** Settled when the server has ended, for whatever reason; says how. */
  readonly ended: Promise<string>;
  private hasEnded = false;

  // Listens from the first moment: a server that cannot run ends within a millisecond.
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly log: (line: string) => void,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      child.once('error', (error) => resolve(error.message));
    });
    void this.ended.then(() => (this.hasEnded = true));
    // The program ends when its own work has ended, not when the server has.
    child.unref();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Ready for connections, or an error with the tail of the server's log. */
  static async launch(options: LaunchOptions): Promise<Postmaster> {
    const retryUntil = performance.now() + RETRY_FOR_MS;
    for (;;) {
      const postmaster = await Postmaster.spawn(options);
      if (await postmaster.waitUntilReady(options.place.clusterDirectory)) return postmaster;
      const tail = await options.serverLog.readTail();
      if (!PASSING_OBSTACLES.test(tail) || performance.now() > retryUntil) throw failedStart(options, tail);
      await poll({ everyMs: 300, limitMs: 300 }, () => null);
    }
  }

  // Its own process group: Ctrl-C in the terminal must not reach the server before the program has closed its work.
  private static async spawn({ place, serverLog, settings, log }: LaunchOptions): Promise<Postmaster> {
    const port = await findFreePort();
    const parameters = ['-D', place.clusterDirectory, ...settingArguments(port, settings)];
    const options = { ...spawnOptions(place.account), detached: true };
    return serverLog.lend(
      (fd) => new Postmaster(spawn(postgresOf(place.programs), parameters, { ...options, stdio: ['ignore', fd, fd] }), port, log),
    );
  }

  async stop(patience?: ShutdownPatience): Promise<void> {
    if (this.hasEnded || this.pid === 0) return;
    this.child.ref();
    await shutDown(this.pid, (limitMs) => this.hasEndedWithin(limitMs), this.log, patience);
  }

  private async waitUntilReady(clusterDirectory: string): Promise<boolean> {
    const waiting = setInterval(
      () => this.log('The database is still starting (it may be recovering from a crash) …'),
      SAY_STILL_STARTING_AFTER_MS,
    );
    try {
      const isReady = await poll({ everyMs: 15, limitMs: READY_WITHIN_MS }, async () => {
        if (this.hasEnded) return false;
        const lockFile = await readPostmasterFile(clusterDirectory);
        return lockFile?.pid === this.pid && lockFile.isReady ? true : null;
      });
      if (isReady === null) await this.stop();
      return isReady ?? false;
    } finally {
      clearInterval(waiting);
    }
  }

  private async hasEndedWithin(limitMs: number): Promise<boolean> {
    return (await poll({ everyMs: 10, limitMs }, () => (this.hasEnded ? true : null))) ?? false;
  }
}

function failedStart({ place, serverLog }: LaunchOptions, tail: string): Error {
  return cannotStart(`PostgreSQL did not start on ${place.clusterDirectory}. The end of ${serverLog.path}:\n${tail}`);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw cannotStart('The system gives no free port.');
  return address.port;
}
