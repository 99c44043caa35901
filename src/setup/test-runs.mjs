// The whole test suite, once on each queue this machine can run, and one closing line over all of it.
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { run } from './children.mjs';
import { explained, inProject, say } from './project.mjs';

const INSTALL = 'apt-get install redis-server chromium fonts-noto-cjk';

export async function runTests(runtime, parameters) {
  const redis = findProgram('redis-server');
  const browser = findProgram('chromium', 'chromium-browser', 'google-chrome');
  sayWhatIsLeftOut(redis, browser);
  const results = [await runOnce(runtime, parameters, 'postgres', browser === null ? {} : { CUNBO_TEST_BROWSER: browser })];
  if (redis !== null) results.push(await runOnce(runtime, parameters, 'redis', {}));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  return results.find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0;
}

function findProgram(...names) {
  const places = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  return names.flatMap((name) => places.map((directory) => join(directory, name))).find(isExecutable) ?? null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function sayWhatIsLeftOut(redis, browser) {
  const leftOut = [
    redis === null && 'the run on Redis (no redis-server)',
    browser === null && 'the tests in a browser (no chromium)',
  ].filter(Boolean);
  if (leftOut.length === 0) return;
  const line = `Left out: ${leftOut.join(' and ')}. To run everything: ${INSTALL}`;
  if (process.env.CI === 'true') throw explained(`${line}\nWith CI=true nothing may be left out.`);
  say(line);
}

async function runOnce(runtime, parameters, queue, extra) {
  const directory = mkdtempSync(join(tmpdir(), 'cunbo-test-'));
  const report = join(directory, 'report.json');
  const flags = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', inProject('node_modules', 'jest', 'bin', 'jest.js')];
  const options = ['--config', inProject('test', 'jest.config.mjs'), '--json', `--outputFile=${report}`];
  say(`\nTests with the queue on ${queue === 'redis' ? 'Redis' : 'PostgreSQL'}`);
  try {
    const env = { ...process.env, CUNBO_TEST_QUEUE: queue, ...extra };
    return readReport(report, await run(runtime, [...flags, ...options, ...parameters], { env }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded counts as one failure, and so does a run that broke off without a report. */
function readReport(report, exitCode) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { exitCode, passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { exitCode: exitCode || 1, passed: 0, failed: 1 };
  }
}
