// Who uses the server of another process. A command that started the server for its own time waits for them before it stops it.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readClaim, writeClaim } from './claim-file.js';
import { isAlive } from './process-identity.js';
import { orOn } from './system-error.js';

const guestsIn = (dataDirectory: string): string => join(dataDirectory, 'guests');

/** Answers how to leave. */
export async function enterAsGuest(dataDirectory: string): Promise<() => Promise<void>> {
  await mkdir(guestsIn(dataDirectory), { recursive: true });
  const entry = join(guestsIn(dataDirectory), `${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeClaim(entry);
  return () => rm(entry, { force: true });
}

/** The other processes that are still there. Forgets those that died without leaving. */
export async function listGuests(dataDirectory: string): Promise<number[]> {
  const names = await orOn(['ENOENT'], readdir(guestsIn(dataDirectory)), []);
  const guests = await Promise.all(names.map((name) => findLivingGuest(join(guestsIn(dataDirectory), name))));
  return guests.filter((pid) => pid !== null);
}

async function findLivingGuest(entry: string): Promise<number | null> {
  const guest = await readClaim(entry);
  if (guest === null || guest.pid === process.pid) return null;
  if (isAlive(guest)) return guest.pid;
  await rm(entry, { force: true });
  return null;
}
