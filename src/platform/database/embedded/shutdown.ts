import { systemErrorCode } from './system-error.js';

export interface ShutdownPatience {
  readonly fastMs: number;
  readonly immediateMs: number;
}

/** A fast shutdown writes a checkpoint, which can take a while on a slow disk; an immediate one only makes the next start recover. */
export const USUAL_PATIENCE: ShutdownPatience = { fastMs: 60_000, immediateMs: 10_000 };

/**
 * Ends a postmaster: fast, then immediate, then by force.
 * `waitForEnd` answers whether it ended within the time.
 */
export async function shutDown(
  pid: number,
  waitForEnd: (limitMs: number) => Promise<boolean>,
  log: (line: string) => void,
  patience = USUAL_PATIENCE,
): Promise<boolean> {
  signalProcess(pid, 'SIGINT');
  if (await waitForEnd(patience.fastMs)) return true;
  log(
    `PostgreSQL (pid ${pid}) has not stopped within ${patience.fastMs / 1000} s; stopping it at once. Nothing that was confirmed is lost.`,
  );
  signalProcess(pid, 'SIGQUIT');
  if (await waitForEnd(patience.immediateMs)) return true;
  signalProcess(pid, 'SIGKILL');
  return waitForEnd(patience.immediateMs);
}

/** A process that has just ended is as good as one that heeds the signal. */
export function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}
