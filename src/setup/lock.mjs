// One setup at a time per checkout. The lock of a process that died is inherited by exactly one of those that wait.
// (The same rule as the program's own claim files; this one must run before anything is installed.)
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject, say } from './project.mjs';

const LOCK = inProject('.tmp', 'setup.lock');
const SAY_WAITING_EVERY_MS = 4_000;
let held = null;

export async function withSetupLock(work) {
  mkdirSync(inProject('.tmp'), { recursive: true });
  held = await waitForClaim();
  process.once('exit', releaseHeld);
  try {
    return await work();
  } finally {
    process.removeListener('exit', releaseHeld);
    releaseHeld();
  }
}

/** A step goes on when setup is killed: as long as it does, the lock is not free. */
export function noteStep(pid) {
  if (held === null || pid === undefined) return;
  held.own.step = { pid, startedAt: readStart(pid) };
  renameSync(writeDraft(LOCK, held.own), LOCK);
}

function releaseHeld() {
  release(held);
  held = null;
}

async function waitForClaim() {
  let sayAt = 0;
  for (;;) {
    const claim = tryClaim(LOCK);
    if (claim !== null) return claim;
    if (Date.now() >= sayAt) {
      say(`Another setup (process ${readHolder(LOCK)?.pid ?? 'that has just ended'}) is at work here; waiting for it …`);
      sayAt = Date.now() + SAY_WAITING_EVERY_MS;
    }
    await sleep(200);
  }
}

/** Null where a living process holds it. */
function tryClaim(path) {
  const own = { pid: process.pid, startedAt: readStart(process.pid), token: randomBytes(8).toString('hex') };
  if (link(path, own)) return { path, own };
  const holder = readHolder(path);
  if (holder === null || isAlive(holder) || isAlive(holder.step)) return null;
  // The right to replace a dead holder is itself a claim, named after that holder.
  const guard = tryClaim(`${path}.${holder.token}`);
  if (guard === null) return null;
  try {
    if (readHolder(path)?.token !== holder.token) return null;
    renameSync(writeDraft(path, own), path);
    return { path, own };
  } finally {
    release(guard);
  }
}

function link(path, own) {
  const draft = writeDraft(path, own);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDraft(path, own) {
  const draft = `${path}.${own.token}.new`;
  writeFileSync(draft, JSON.stringify(own));
  return draft;
}

function release({ path, own }) {
  if (readHolder(path)?.token === own.token) rmSync(path, { force: true });
}

function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return error.code === 'ENOENT' ? null : { pid: 0, startedAt: '', token: 'damaged' };
  }
}

function isAlive({ pid, startedAt } = {}) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return startedAt === '' || readStart(pid) === startedAt;
}

/** Tells a process from a later one with its pid; empty where the system has no /proc. */
function readStart(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return '';
  }
}
