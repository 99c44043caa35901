// What each command does once everything is installed and built.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { run } from './children.mjs';
import { runDemo } from './demo.mjs';
import { ensureInstalled, findRuntime } from './install.mjs';
import { explained, inProject } from './project.mjs';
import { runTests } from './test-runs.mjs';

const COMMANDS = {
  up: (runtime, parameters) => run(runtime, [inProject('dist', 'main.js'), ...parameters]),
  demo: runDemo,
  cunbo: (runtime, parameters) => run(runtime, [inProject('dist', 'cli.js'), ...parameters]),
  test: runTests,
  bench: runBench,
};

/** Answers the exit code. */
export async function runCommand(name, parameters) {
  if (!Object.hasOwn(COMMANDS, name ?? '')) throw explained(`Usage: node src/setup.mjs <${Object.keys(COMMANDS).join('|')}> [arguments …]`);
  await ensureInstalled();
  const runtime = findRuntime();
  await ensureBuilt();
  return COMMANDS[name](runtime, parameters);
}

// Benchmarks run from their sources: this Node strips the types by itself.
function runBench(runtime, parameters) {
  if (!existsSync(inProject('bench', 'run.ts'))) throw explained('There is no bench/run.ts.');
  return run(runtime, [inProject('bench', 'run.ts'), ...parameters]);
}
