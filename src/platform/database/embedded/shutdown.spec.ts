import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { poll } from './poll.js';
import { shutDown } from './shutdown.js';

const PATIENCE = { fastMs: 300, immediateMs: 300 };

async function launch(ignored: string): Promise<{ child: ChildProcess; waitForEnd: (limitMs: number) => Promise<boolean> }> {
  const script = `for (const name of ${ignored}) process.on(name, () => undefined); setInterval(() => undefined, 1000); console.log('up');`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const hasEnded = (): true | null => (child.exitCode !== null || child.signalCode !== null ? true : null);
  return { child, waitForEnd: async (limitMs) => (await poll({ everyMs: 5, limitMs }, hasEnded)) ?? false };
}

describe('shutDown', () => {
  it.each([
    ['fast, where that is heeded', '[]', 'SIGINT'],
    ['immediately, where a fast one takes too long', `['SIGINT']`, 'SIGQUIT'],
    ['by force, where nothing else helps', `['SIGINT', 'SIGQUIT']`, 'SIGKILL'],
  ])('ends a server %s', async (_how, ignored, signal) => {
    const { child, waitForEnd } = await launch(ignored);
    expect(await shutDown(child.pid!, waitForEnd, () => undefined, PATIENCE)).toBe(true);
    expect(child.signalCode).toBe(signal);
  });
});
