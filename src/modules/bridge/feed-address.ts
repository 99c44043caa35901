import { connect, type ListenOptions } from 'node:net';
import { chmodSync, lstatSync, rmSync } from 'node:fs';

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\]):(\d{1,5})$/;

/** `127.0.0.1:9200`, or the path of a Unix socket. Whoever reaches it can report sales, so it never listens beyond this machine. */
export function listenOptions(address: string): ListenOptions {
  const [, host, port] = LOOPBACK.exec(address) ?? [];
  if (host !== undefined) return { host: host.replace(/[[\]]/g, ''), port: Number(port) };
  if (/:\d+$/.test(address)) throw new Error(`--listen ${address}: only this machine itself (127.0.0.1) or the path of a Unix socket`);
  return { path: address };
}

/** A socket file outlives a killed process. One that nobody answers at is removed; anything else is left alone. */
export async function clearStaleSocket(path: string): Promise<void> {
  if (!isSocket(path)) return;
  if (await isAnswered(path)) throw new Error(`Another process listens at ${path}.`);
  rmSync(path);
}

/** Like a secret: what comes in here is signed and sent. */
export function closeToOthers(path: string): void {
  chmodSync(path, 0o600);
}

function isSocket(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSocket() ?? false;
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
