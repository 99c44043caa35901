// What each command does once everything is installed and built.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { run } from './children.mjs';
import { runDemo } from './demo.mjs';
import { ensureInstalled, findRuntime } from './install.mjs';
import { explained, inProject, serverProgram } from './project.mjs';
import { runTests } from './test-runs.mjs';

const COMMANDS = {
  up: (runtime, parameters) => run(runtime, [...serverProgram, ...parameters]),
  demo: runDemo,
  cunbo: (runtime, parameters) => run(runtime, [inProject('dist', 'cli.js'), ...parameters]),
  test: runTests,
  'test:faults': (runtime, parameters) => runSource(runtime, ['test', 'faults', 'run.ts'], parameters),
  bench: (runtime, parameters) => runSource(runtime, ['bench', 'run.ts'], parameters),
};

/** Answers the exit code. */
export async function runCommand(name, parameters) {
  if (!Object.hasOwn(COMMANDS, name ?? '')) throw explained(`Usage: node src/setup.mjs <${Object.keys(COMMANDS).join('|')}> [arguments …]`);
  await ensureInstalled();
  const runtime = findRuntime();
  await ensureBuilt();
  return COMMANDS[name](runtime, parameters);
}

// Not built: this Node strips the types by itself.
function runSource(runtime, path, parameters) {
  if (!existsSync(inProject(...path))) throw explained(`There is no ${path.join('/')}.`);
  return run(runtime, [inProject(...path), ...parameters]);
}
