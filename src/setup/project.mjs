// Where things are, and how setup speaks: one line per step, on the error output, so that a command's own output stays clean.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const inProject = (...parts) => join(root, ...parts);

/**
 * How the server is run. Left to itself the engine lets a heap grow to four times what lives in it before it looks for what does not: a worker
 * that needs 80 MB came to 600 MB over a file of 100,000 orders, and with these to some 280 MB for no more processor time. (docker/Dockerfile has them too.)
 */
export const serverProgram = [
  ...JSON.parse(readFileSync(inProject('src', 'setup', 'heap-flags.json'), 'utf8')),
  inProject('dist', 'main.js'),
];

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
