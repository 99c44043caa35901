// PostgreSQL's own lock file: the pid on line 1, the state on line 8.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { orOn } from './system-error.js';

export interface PostmasterFile {
  readonly pid: number;
  readonly isReady: boolean;
}

const pathIn = (clusterDirectory: string): string => join(clusterDirectory, 'postmaster.pid');

export async function readPostmasterFile(clusterDirectory: string): Promise<PostmasterFile | null> {
  const text = await orOn(['ENOENT'], readFile(pathIn(clusterDirectory), 'utf8'), null);
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Math.abs(Number(lines[0])), isReady: lines[7]?.trim() === 'ready' };
}

export async function removePostmasterFile(clusterDirectory: string): Promise<void> {
  await rm(pathIn(clusterDirectory), { force: true });
}
