// The server with demo data, and a simulated live session that sends it real, signed messages until somebody stops it.
import { once } from 'node:events';
import { connect } from 'node:net';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from './children.mjs';
import { explained, inProject, say, serverProgram, withTicks } from './project.mjs';
import { onStopRequest } from './stop-requests.mjs';

const SIMULATOR_STOPS_WITHIN_MS = 10_000;

// Two years are told through the API in minutes, by one account from one address.
const UNLIMITED = { CUNBO_ACCOUNT_REQUESTS_PER_SECOND: '0', CUNBO_ADDRESS_REQUESTS_PER_SECOND: '0' };

export async function runDemo(runtime, parameters) {
  const port = process.env.PORT || '3000';
  const baseUrl = `http://127.0.0.1:${port}`;
  await refuseUsedPort(port);
  const server = launch(runtime, serverProgram, { env: { ...UNLIMITED, ...process.env, CUNBO_DEMO: '1' } });
  const parts = { server, simulator: null, isStopping: false, isRequested: false };
  onStopRequest((signal) => void stopInOrder(parts, signal));
  server.ended.then(() => (parts.isStopping = true));
  if (await becomesReady(parts, baseUrl)) await simulate(parts, runtime, baseUrl, parameters);
  const exitCode = await server.ended;
  if (!parts.isRequested) say(`Cunbo has ended by itself (exit code ${exitCode}).`);
  await stopSimulator(parts);
  return exitCode;
}

// Somebody else's server would answer our question whether ours is ready.
async function refuseUsedPort(port) {
  if (!/^\d{1,5}$/.test(port)) return; // The server itself says what is wrong with it.
  const socket = connect(Number(port), '127.0.0.1');
  const isUsed = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  if (isUsed) throw explained(`Port ${port} is already in use. Stop the program that uses it, or set PORT to another one.`);
}

/** False when the server ended, or is to end, before it was ready. */
function becomesReady(parts, baseUrl) {
  return withTicks('Starting Cunbo with demo data', async () => {
    while (!parts.isStopping) {
      if (await answersReady(`${baseUrl}/health/ready`)) return true;
      await Promise.race([sleep(250), parts.server.ended]);
    }
    return false;
  });
}

async function answersReady(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).status === 200;
  } catch {
    return false;
  }
}

async function simulate(parts, runtime, baseUrl, parameters) {
  sayWhereToGo(baseUrl);
  const token = await createToken(parts, runtime);
  if (token === null || parts.isStopping) return;
  const env = { ...process.env, CUNBO_TOKEN: token };
  const simulator = launch(runtime, [inProject('dist', 'cli.js'), 'simulate', '--demo', '--base-url', baseUrl, ...parameters], { env });
  parts.simulator = simulator;
  simulator.ended.then((exitCode) => {
    if (!parts.isStopping) say(`The simulated live session has ended (exit code ${exitCode}). The pages stay available until Ctrl-C.`);
  });
}

async function createToken(parts, runtime) {
  const command = launch(runtime, [inProject('dist', 'cli.js'), 'create-token', '--name', 'demo-simulator', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  parts.simulator = command;
  const [output, exitCode] = await Promise.all([text(command.child.stdout), command.ended]);
  if (exitCode === 0) return JSON.parse(output).token;
  if (!parts.isStopping)
    say(`No live session can be simulated: create-token failed (exit code ${exitCode}). The pages stay available until Ctrl-C.`);
  return null;
}

function sayWhereToGo(baseUrl) {
  const address = baseUrl.replace('127.0.0.1', 'localhost');
  const password = process.env.CUNBO_ADMIN_PASSWORD ? 'the password in CUNBO_ADMIN_PASSWORD' : 'the password that the first start printed';
  say(`\nCunbo is ready: open ${address} and sign in as admin with ${password}.`);
  say('A forgotten password is set anew with: npm run cunbo -- reset-password. Ctrl-C stops everything.\n');
}

/** The simulator first, so that it does not report a server that goes away. A second request goes to the server at once. */
async function stopInOrder(parts, signal) {
  const isFirst = !parts.isStopping;
  parts.isStopping = true;
  parts.isRequested = true;
  if (isFirst) await stopSimulator(parts);
  parts.server.signal(signal);
}

async function stopSimulator({ simulator }) {
  if (simulator === null) return;
  simulator.signal('SIGTERM');
  const patience = sleep(SIMULATOR_STOPS_WITHIN_MS, 'late', { ref: false });
  if ((await Promise.race([simulator.ended, patience])) === 'late') simulator.signal('SIGKILL');
}
