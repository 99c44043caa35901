// A file that at most one living process holds. A holder that died without letting go loses it, and exactly one successor gets it.
import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity.js';
import { orOn } from './system-error.js';

export interface ClaimRecord extends ProcessIdentity {
  /** Names this very claim; the same process may claim again later. */
  readonly token: string;
  /** Where the holder's server listens; null while it does not. */
  readonly port: number | null;
}

export class FileClaim {
  constructor(
    private readonly path: string,
    private record: ClaimRecord,
  ) {}

  async announcePort(port: number | null): Promise<void> {
    this.record = { ...this.record, port };
    await putRecord(this.path, this.record);
  }

  async release(): Promise<void> {
    const current = await readClaim(this.path);
    if (current?.token === this.record.token) await rm(this.path, { force: true });
  }
}

/** The claim, or the record of the living process that holds it. */
export async function tryClaim(path: string): Promise<FileClaim | ClaimRecord> {
  for (;;) {
    const created = await createClaim(path);
    if (created !== null) return created;
    const holder = await readClaim(path);
    if (holder === null) continue;
    if (isAlive(holder)) return holder;
    const inherited = await inheritClaim(path, holder);
    if (inherited !== null) return inherited;
    await sleep(20);
  }
}

export async function readClaim(path: string): Promise<ClaimRecord | null> {
  const text = await orOn(['ENOENT'], readFile(path, 'utf8'), null);
  return text === null ? null : parseRecord(text);
}

export async function writeClaim(path: string): Promise<void> {
  await putRecord(path, newRecord());
}

// Between reading a dead holder's record and replacing it, somebody else may have replaced it already. So the right to replace is
// itself a claim, named after the record to be replaced, and the record is read again under it. Should its holder die, too, the
// same rule applies one level down.
async function inheritClaim(path: string, dead: ClaimRecord): Promise<FileClaim | null> {
  const guard = await tryClaim(`${path}.${dead.token}`);
  if (!(guard instanceof FileClaim)) return null;
  try {
    const current = await readClaim(path);
    if (current?.token !== dead.token) return null;
    const record = newRecord();
    await putRecord(path, record);
    return new FileClaim(path, record);
  } finally {
    await guard.release();
  }
}

// link() fails if the name exists, and the file it names is complete from the start.
async function createClaim(path: string): Promise<FileClaim | null> {
  const record = newRecord();
  const draft = `${path}.${record.token}.new`;
  await writeFile(draft, JSON.stringify(record));
  try {
    const linked = await orOn(['EEXIST'], link(draft, path), 'exists');
    return linked === 'exists' ? null : new FileClaim(path, record);
  } finally {
    await rm(draft, { force: true });
  }
}

async function putRecord(path: string, record: ClaimRecord): Promise<void> {
  const draft = `${path}.${record.token}.new`;
  await writeFile(draft, JSON.stringify(record));
  await rename(draft, path);
}

function newRecord(): ClaimRecord {
  return { ...ownIdentity(), token: randomBytes(8).toString('hex'), port: null };
}

/** A record damaged by a power cut belongs to nobody: pid 0 is never alive. */
function parseRecord(text: string): ClaimRecord {
  const damaged: ClaimRecord = { pid: 0, startedAt: 'damaged', token: 'damaged', port: null };
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : damaged;
  } catch {
    return damaged;
  }
}

function isRecord(value: unknown): value is ClaimRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, startedAt, token, port } = value as Record<string, unknown>;
  const isNamed = Number.isSafeInteger(pid) && typeof startedAt === 'string' && typeof token === 'string';
  return isNamed && /^[0-9a-f]{16}$/.test(token) && (port === null || Number.isSafeInteger(port));
}
