import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAlive, ownIdentity } from './process-identity.js';

describe('isAlive', () => {
  it('knows this process', () => {
    expect(isAlive(ownIdentity())).toBe(true);
  });

  it('does not take a later process with the same pid for the earlier one', () => {
    expect(isAlive({ pid: process.pid, startedAt: 'another boot/1' })).toBe(false);
  });

  it('trusts the pid alone where the start is not known', () => {
    expect(isAlive({ pid: process.pid, startedAt: '' })).toBe(true);
  });

  it('knows that a process has ended', async () => {
    const child = spawn(process.execPath, ['-e', '0']);
    const pid = child.pid!;
    await once(child, 'exit');
    expect(isAlive({ pid, startedAt: '' })).toBe(false);
  });

  it.each([0, -1])('takes %s, which names a group, for nobody', (pid) => {
    expect(isAlive({ pid, startedAt: '' })).toBe(false);
  });
});
