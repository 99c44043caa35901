// Names a process so that a later one with the same pid is not taken for it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { systemErrorCode } from './system-error.js';

export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal only for the same process. Empty where the system does not tell. */
  readonly startedAt: string;
}

const hasProc = existsSync('/proc/self/stat');

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startedAt: readStart(process.pid) ?? '' };
}

/** Whether that very process still runs. A zombie does not: it holds nothing any more, though its pid still answers signals. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!answersSignals(identity.pid)) return false;
  const startedAt = readStart(identity.pid);
  if (startedAt === null || identity.startedAt === '') return startedAt !== 'zombie';
  return startedAt === identity.startedAt;
}

function answersSignals(pid: number): boolean {
  if (pid <= 0) return false; // These name process groups.
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, but a living one.
    return systemErrorCode(error) === 'EPERM';
  }
}

/** 'zombie' for a process that has ended, null where it cannot be told. */
function readStart(pid: number): string | null {
  try {
    return hasProc ? readStartFromProc(pid) : readStartFromPs(pid);
  } catch {
    return null;
  }
}

// The clock ticks count from boot, so the boot's id belongs to them: a reboot must not make an old record look alive.
function readStartFromProc(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets and may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return 'zombie';
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${bootId}/${fields[19] ?? ''}`;
}

function readStartFromPs(pid: number): string {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, encoding: 'utf8' }).trim();
  const [state = '', ...start] = line.split(/\s+/);
  return state.startsWith('Z') ? 'zombie' : start.join(' ');
}
