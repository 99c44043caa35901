// What a message costs in processor time: unlike throughput, hardly touched by whatever else runs on the machine. By /proc, so on Linux.
import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Of this kernel's clock, 100 a second everywhere. */
const MS_PER_TICK = 10;

/** Milliseconds that a process has computed so far. */
export function cpuOf(pid: number): number {
  const [, , , , , , , , , , , user, system] = statOf(pid) ?? [];
  return (Number(user) + Number(system)) * MS_PER_TICK;
}

/** All of a PostgreSQL server's processes, those that have ended too. */
export function cpuOfServer(postmaster: number): number {
  const [, , , , , , , , , , , user, system, endedUser, endedSystem] = statOf(postmaster) ?? [];
  const own = (Number(user) + Number(system) + Number(endedUser) + Number(endedSystem)) * MS_PER_TICK;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(postmaster));
  return children.reduce((sum, pid) => sum + cpuOf(Number(pid)), own);
}

export async function postmasterOf(admin: pg.Client): Promise<number> {
  const { rows } = await admin.query<{ file: string }>(`select pg_read_file('postmaster.pid') as file`);
  return Number(rows[0]?.file.split('\n')[0]);
}

/** From the state on: what is before it holds the program's name, which may hold anything. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
