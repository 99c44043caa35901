// Builds when something it is made from has changed, and only then.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './children.mjs';
import { withSetupLock } from './lock.mjs';
import { explained, inProject, withTicks } from './project.mjs';

const SOURCES = ['src', 'web', 'migrations', 'nest-cli.json', 'tsconfig.json', '.swcrc', 'package-lock.json'];
// Setup itself is not built.
const LEFT_OUT = /(^|\/)(node_modules|dist|setup|setup\.mjs)$/;
const HASH_FILE = inProject('dist', '.build-hash');

export async function ensureBuilt() {
  if (isBuilt()) return;
  await withSetupLock(async () => {
    if (!isBuilt()) await build();
  });
}

const isBuilt = () => existsSync(HASH_FILE) && readFileSync(HASH_FILE, 'utf8') === hashOfSources();

// The hash is taken before: what changes during the build is built the next time.
async function build() {
  const hash = hashOfSources();
  rmSync(HASH_FILE, { force: true });
  await buildPart('Building the server', 'build:server');
  if (existsSync(inProject('web', 'vite.config.ts'))) await buildPart('Building the web pages', 'build:web');
  writeFileSync(HASH_FILE, hash);
}

async function buildPart(label, script) {
  const exitCode = await withTicks(label, () => runStep('npm', ['run', '--silent', script]));
  if (exitCode !== 0) throw explained(`${label} failed (npm run ${script}, exit code ${exitCode}); the messages are above.`);
}

/** Of the contents: a fresh checkout has new times, but nothing new to build. */
function hashOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(listFiles))
    hash
      .update(`${path}\0`)
      .update(readFileSync(inProject(path)))
      .update('\0');
  return hash.digest('hex');
}

function listFiles(path) {
  if (LEFT_OUT.test(path) || !existsSync(inProject(path))) return [];
  if (!statSync(inProject(path)).isDirectory()) return [path];
  return readdirSync(inProject(path))
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
