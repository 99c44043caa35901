// Where things are, and how setup speaks: one line per step, on the error output, so that a command's own output stays clean.
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const inProject = (...parts) => join(root, ...parts);

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** An error whose message is all that the reader needs. */
export function explained(message) {
  return Object.assign(new Error(message), { isExplained: true });
}

/** Shows that a long step is still going on. */
export async function withTicks(label, work) {
  const startedAt = Date.now();
  say(`${label} …`);
  const timer = setInterval(() => say(`${label} … ${Math.round((Date.now() - startedAt) / 1000)} s`), 4_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
