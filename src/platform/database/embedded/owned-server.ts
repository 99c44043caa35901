// The server that this process started. It says so when the server ends by itself; what then happens is the application's decision.
import type { FileClaim } from './claim-file.js';
import { SUPERUSER } from './cluster.js';
import { listGuests } from './guests.js';
import { poll } from './poll.js';
import { HOST, type Postmaster } from './postmaster.js';
import type { ServerLog } from './server-log.js';

/** An application stops when it is told to; a command must not cut off another command that shares its server. */
export type OwnerManners = 'leaves-at-once' | 'waits-for-guests';

export interface Ownership {
  readonly dataDirectory: string;
  readonly log: (line: string) => void;
  readonly manners: OwnerManners;
  readonly claim: FileClaim;
  readonly serverLog: ServerLog;
  readonly postmaster: Postmaster;
  readonly superuserPassword: string;
}

export class OwnedServer {
  readonly host = HOST;
  readonly superuser = SUPERUSER;
  readonly attached = false;
  readonly port: number;
  readonly superuserPassword: string;
  readonly exited: Promise<void>;
  private stopping: Promise<void> | null = null;

  constructor(private readonly own: Ownership) {
    this.port = own.postmaster.port;
    this.superuserPassword = own.superuserPassword;
    this.exited = new Promise((resolve) => {
      void own.postmaster.ended.then((how) => (this.stopping === null ? this.reportEnd(how).finally(resolve) : undefined));
    });
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopOnce();
    return this.stopping;
  }

  private async stopOnce(): Promise<void> {
    try {
      if (this.own.manners === 'waits-for-guests') await this.waitForGuests();
      await this.own.claim.announcePort(null);
    } finally {
      // Whatever the disk says to our records: the server is not left running.
      await this.own.postmaster.stop();
      await this.own.claim.release();
    }
  }

  // First no longer offered, then counted: a guest enters first and then looks whether the server is still offered. Whichever order
  // the two come in, one of them sees the other.
  private async waitForGuests(): Promise<void> {
    let hasSaid = false;
    await poll({ everyMs: 200, limitMs: Infinity }, async () => {
      await this.own.claim.announcePort(null);
      const guests = await listGuests(this.own.dataDirectory);
      if (guests.length === 0) return true;
      await this.own.claim.announcePort(this.port);
      if (!hasSaid) this.own.log(`Waiting for process ${guests.join(', ')}, which uses the same database.`);
      hasSaid = true;
      return null;
    });
  }

  private async reportEnd(how: string): Promise<void> {
    const { log, postmaster, serverLog } = this.own;
    log(`PostgreSQL (pid ${postmaster.pid}) ended by itself (${how}). The end of ${serverLog.path}:\n${await serverLog.readTail()}`);
  }
}
