// Which processes work on a database directory, whoever started them. All PostgreSQL processes have it as their working directory.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { orOn } from './system-error.js';

const run = promisify(execFile);

/** Without /proc only the postmaster is seen, by its command line; PostgreSQL itself then guards against what remains of others. */
export const seesAllProcesses = existsSync('/proc/self/cwd');

export async function listClusterProcesses(clusterDirectory: string): Promise<number[]> {
  const directory = await orOn(['ENOENT'], realpath(clusterDirectory), null);
  if (directory === null) return [];
  return seesAllProcesses ? listByWorkingDirectory(directory) : listByCommandLine(clusterDirectory);
}

async function listByWorkingDirectory(directory: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const works = await Promise.all(pids.map((pid) => isPostgresIn(`/proc/${pid}`, directory)));
  return pids.filter((_, index) => works[index]).map(Number);
}

// The name counts, too: somebody's shell may stand in the directory.
async function isPostgresIn(proc: string, directory: string): Promise<boolean> {
  const hidden = ['ENOENT', 'ESRCH', 'EACCES', 'EPERM'];
  if ((await orOn(hidden, readlink(`${proc}/cwd`), null)) !== directory) return false;
  return (await orOn(hidden, readFile(`${proc}/comm`, 'utf8'), '')).trim() === 'postgres';
}

async function listByCommandLine(directory: string): Promise<number[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 });
  const lines = stdout.split('\n').filter((line) => line.includes(`postgres -D ${directory} `));
  return lines.map((line) => Number(line.trim().split(/\s+/)[0]));
}
