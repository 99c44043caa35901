// The server that another process owns.
import { type ClaimRecord, readClaim } from './claim-file.js';
import { readPassword, SUPERUSER } from './cluster.js';
import { EmbeddedPostgresError, cannotStart } from './embedded-postgres.errors.js';
import { enterAsGuest } from './guests.js';
import { poll } from './poll.js';
import { HOST } from './postmaster.js';
import { isAlive } from './process-identity.js';
import { checkLogin } from './server-login.js';
import { orOn } from './system-error.js';

// The owner may be recovering from a crash, or about to end.
const OFFERED_WITHIN_MS = 120_000;
const SAY_WAITING_AFTER_MS = 3_000;
const SHUTTING_DOWN = '57P03';

export interface ServerOffer {
  readonly dataDirectory: string;
  readonly ownerFile: string;
  readonly passwordFile: string;
  readonly log: (line: string) => void;
}

export class JoinedServer {
  readonly host = HOST;
  readonly superuser = SUPERUSER;
  readonly attached = true;
  readonly exited = new Promise<void>(() => undefined);

  constructor(
    readonly port: number,
    readonly superuserPassword: string,
    readonly stop: () => Promise<void>,
  ) {}
}

/** Null when the owner has gone: the caller may then own the server itself. */
export async function joinServer(offer: ServerOffer, owner: ClaimRecord): Promise<JoinedServer | null> {
  const waiting = setTimeout(() => offer.log(`Waiting for the database of process ${owner.pid} …`), SAY_WAITING_AFTER_MS);
  try {
    const joined = await poll({ everyMs: 50, limitMs: OFFERED_WITHIN_MS }, async () => {
      const current = await readClaim(offer.ownerFile);
      if (current?.token !== owner.token || !isAlive(current)) return 'gone';
      return current.port === null ? null : enter(offer, owner, current.port);
    });
    if (joined === null) throw notServing(offer, owner);
    return joined === 'gone' ? null : joined;
  } finally {
    clearTimeout(waiting);
  }
}

/** Null where the offer was withdrawn in the meantime. */
async function enter(offer: ServerOffer, owner: ClaimRecord, port: number): Promise<JoinedServer | null> {
  const leave = await enterAsGuest(offer.dataDirectory);
  try {
    const current = await readClaim(offer.ownerFile);
    const password = current?.token === owner.token && current.port === port ? await signIn(offer, port) : null;
    if (password !== null) return new JoinedServer(port, password, leave);
  } catch (error) {
    await leave();
    throw error;
  }
  await leave();
  return null;
}

/** Null where the server is just going down. */
async function signIn(offer: ServerOffer, port: number): Promise<string | null> {
  const password = await readPassword(offer.passwordFile);
  if (password === null)
    throw cannotStart(`${offer.passwordFile} is missing. Restart the program that runs the database: it then sets a new password.`);
  const login = { host: HOST, port, user: SUPERUSER, password };
  return orOn(
    ['ECONNREFUSED', 'ECONNRESET', SHUTTING_DOWN],
    checkLogin(login, offer.passwordFile).then(() => password),
    null,
  );
}

function notServing(offer: ServerOffer, owner: ClaimRecord): EmbeddedPostgresError {
  const message = `Process ${owner.pid} holds the database in ${offer.dataDirectory}, but its server does not become ready. Restart that process.`;
  return new EmbeddedPostgresError('embedded.already-running', message, owner.pid);
}
