// What must not outlive the run, whatever ends it: the last resort behind every orderly close.
import { rmSync } from 'node:fs';

const processes = new Set<number>();
const directories = new Set<string>();

export function noteProcess(pid: number): void {
  processes.add(pid);
}

/** To be said as soon as it has ended: its number may be given to another process. */
export function forgetProcess(pid: number): void {
  processes.delete(pid);
}

export function noteDirectory(path: string): void {
  directories.add(path);
}

export function removeLeftovers(): void {
  for (const pid of processes) kill(pid);
  for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
