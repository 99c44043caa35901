// Child processes in process groups of their own: a terminal's Ctrl-C reaches only setup, which passes it on once and in order.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { noteStep } from './lock.mjs';
import { root, say } from './project.mjs';
import { endIfRequested, exitCodeOf, onStopRequest } from './stop-requests.mjs';

const STEP_STOPS_WITHIN_MS = 2_000;

/** Answers the way to signal the child and the promise of its exit code. */
export function launch(program, parameters, { env = process.env, stdio = 'inherit', cwd = root } = {}) {
  const child = spawn(program, parameters, { cwd, env, stdio, detached: true });
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? exitCodeOf(signal)));
    child.once('error', (error) => {
      say(`${program} cannot be run: ${error.message}`);
      resolve(127);
    });
  });
  return { child, ended, signal: (name) => signalGroup(child.pid, name) };
}

function signalGroup(pid, name) {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Runs a program to its end, passing requests to stop on to it. */
export function run(program, parameters, options) {
  const { ended, signal } = launch(program, parameters, options);
  return whileHeeding(signal, ended);
}

/** For the steps of setup itself: both outputs go to the error output, and nothing is asked. */
export async function runStep(program, parameters, options = {}) {
  const step = launch(program, parameters, { ...options, stdio: ['ignore', 2, 2] });
  noteStep(step.child.pid);
  const exitCode = await whileHeeding((name) => stopStep(step, name), step.ended);
  endIfRequested();
  return exitCode;
}

// An interrupted npm ci undoes its work for half a minute; the next one begins anew anyway.
function stopStep(step, name) {
  step.signal(name);
  setTimeout(() => step.signal('SIGKILL'), STEP_STOPS_WITHIN_MS).unref();
}

async function whileHeeding(onStop, ended) {
  const forget = onStopRequest(onStop);
  try {
    return await ended;
  } finally {
    forget();
  }
}
