// Ctrl-C, SIGTERM and a vanished parent, each turned into one request to stop.
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import process from 'node:process';

// At Ctrl-C the terminal and npm both signal us. What follows within this time is the same request; a later one is the user insisting.
const SAME_REQUEST_MS = 700;
const PARENT_CHECK_MS = 1_000;

const listeners = [];
const parents = findParents();
let lastRequestAt = -Infinity;
let requested = null;

/** Without a listener a request ends setup itself. Answers how to stop listening. */
export function onStopRequest(listener) {
  listeners.push(listener);
  return () => listeners.splice(listeners.indexOf(listener), 1);
}

export const exitCodeOf = (signal) => 128 + constants.signals[signal];

/** Ends setup where a stop was requested while a step of its own was running. */
export function endIfRequested() {
  if (requested !== null) process.exit(exitCodeOf(requested));
}

function request(signal) {
  const now = performance.now();
  if (now - lastRequestAt < SAME_REQUEST_MS) return;
  lastRequestAt = now;
  requested = signal;
  if (listeners.length === 0) process.exit(exitCodeOf(signal));
  for (const listener of [...listeners]) listener(signal);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => request(signal));

// npm runs us in a shell that dies of SIGTERM without passing it on, and that outlives a killed npm. Under npm, either of them gone
// means: stop.
if (process.env.npm_lifecycle_event !== undefined) {
  const check = setInterval(() => {
    if (findParents() === parents) return;
    clearInterval(check);
    request('SIGTERM');
  }, PARENT_CHECK_MS);
  check.unref();
}

/** The parent and, where that is npm's shell, its parent. (Where npm is the parent, whoever started npm may leave.) */
function findParents() {
  try {
    const [, name, rest] = /\((.*)\) (.*)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8'));
    return /^(sh|dash|ash|bash)$/.test(name) ? `${process.ppid} ${rest.split(' ')[1]}` : `${process.ppid}`;
  } catch {
    return `${process.ppid}`;
  }
}
