import { setTimeout as pause } from 'node:timers/promises';
import type { FaultKind } from './fault-kinds.ts';
import { type Stage, strikeHalfWay } from './half-way.ts';
import { raiseErrors, stopRaising } from './raised-errors.ts';
import type { Random } from './random.ts';
import { opposeLocks } from './rival.ts';
import type { System } from './system.ts';

/** A fault on its way. */
export interface Blow {
  readonly system: System;
  readonly random: Random;
  /** Whether everything of the cycle has been acknowledged. */
  readonly isLoadOver: () => boolean;
  /** To be said at every harm done: recovery counts from the last. */
  readonly struck: () => void;
}

/** Does the harm and mends what somebody would have to mend; answers what it did. */
type Fault = (blow: Blow) => Promise<string>;

const LONGEST_ABSENCE_MS = 1_200;
const CUT = `select count(pg_terminate_backend(pid))::int as cut from pg_stat_activity where datname = current_database() and usename like 'cunbo\\_%'`;
const BACKENDS = `select pid from pg_stat_activity where datname = current_database() and usename like 'cunbo\\_%' order by state = 'active' desc, pid`;

export const FAULTS: Readonly<Record<FaultKind, Fault>> = {
  'api-killed': (blow) =>
    away(
      blow,
      'API',
      () => blow.system.api.kill(),
      () => blow.system.startApi(),
    ),
  'api-killed-half-way': (blow) => killedHalfWay(blow, 'api', ['storing']),
  'worker-killed': (blow) =>
    away(
      blow,
      'worker',
      () => blow.system.worker.kill(),
      () => blow.system.startWorker(),
    ),
  'worker-killed-half-way': (blow) => killedHalfWay(blow, 'worker', ['applying', 'posting', 'folding']),
  'postgres-killed': (blow) =>
    away(
      blow,
      'PostgreSQL',
      () => blow.system.postgres.kill(),
      () => blow.system.postgres.start(),
    ),
  'postgres-restarted': (blow) =>
    away(
      blow,
      'PostgreSQL',
      () => blow.system.postgres.stopFast(),
      () => blow.system.postgres.start(),
    ),
  'postgres-backend-killed': killBackend,
  'connections-cut': cutConnections,
  'deadlocks-raised': (blow) => raised(blow, '40P01'),
  'serialization-raised': (blow) => raised(blow, '40001'),
  'deadlocks-with-a-rival': rivalled,
  'jobs-lost': (blow) => lost(blow, 'jobs', () => blow.system.deleteJobs()),
  'redis-flushed': (blow) => lost(blow, 'keys', () => redisOf(blow).flush()),
  'redis-killed': (blow) =>
    away(
      blow,
      'Redis',
      () => redisOf(blow).kill(),
      () => redisOf(blow).start(),
    ),
  midnight: passMidnight,
};

const redisOf = ({ system }: Blow): NonNullable<System['redis']> => {
  if (system.redis === null) throw new Error('There is no Redis in this run.');
  return system.redis;
};

async function away({ random, struck }: Blow, who: string, kill: () => Promise<void>, start: () => Promise<void>): Promise<string> {
  const absenceMs = random.int(0, LONGEST_ABSENCE_MS);
  struck();
  await kill();
  await pause(absenceMs);
  await start();
  return `${who} away for ${absenceMs} ms`;
}

async function killedHalfWay({ system, random, struck }: Blow, role: 'api' | 'worker', stages: readonly Stage[]): Promise<string> {
  const stage = random.pick(stages);
  const hasCome = await strikeHalfWay(system, stage, async () => {
    struck();
    await system[role].kill();
  });
  await (role === 'api' ? system.startApi() : system.startWorker());
  return hasCome ? `killed while ${stage}` : `nobody came to ${stage}; killed idle`;
}

/** The postmaster then ends all others and recovers, in case shared memory was left half-changed. */
async function killBackend({ system, random, struck }: Blow): Promise<string> {
  const backends = await system.superuser.sql<{ pid: number }>(BACKENDS);
  struck();
  // One that has just ended by itself is passed over.
  const killed = random.shuffled(backends).find(({ pid }) => isKilled(pid));
  return killed === undefined ? 'nobody was connected' : `one of ${backends.length} backends`;
}

function isKilled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

async function cutConnections({ system, random, struck }: Blow): Promise<string> {
  let cut = 0;
  for (let round = 0; round < 3; round += 1) {
    struck();
    cut += (await system.superuser.sql<{ cut: number }>(CUT))[0]?.cut ?? 0;
    await pause(random.int(50, 400));
  }
  return `${cut} connections`;
}

async function raised({ system, random, isLoadOver, struck }: Blow, sqlState: '40P01' | '40001'): Promise<string> {
  const share = random.int(3, 25) / 100;
  struck();
  await raiseErrors(system, sqlState, share);
  while (!isLoadOver()) await pause(50);
  const count = await stopRaising(system);
  struck();
  return `${count} errors, ${Math.round(share * 100)} % of statements`;
}

async function rivalled({ system, isLoadOver, struck }: Blow): Promise<string> {
  struck();
  const deadlocks = await opposeLocks(system, isLoadOver);
  struck();
  return `${deadlocks} deadlocks`;
}

async function lost({ random, struck }: Blow, what: string, lose: () => Promise<number>): Promise<string> {
  let count = 0;
  for (let round = 0; round < 3; round += 1) {
    struck();
    count += await lose();
    await pause(random.int(50, 400));
  }
  return `${count} ${what}`;
}

/** The processes' clocks are set so that midnight comes during the load (see the cycle); at midnight the worker is killed. */
async function passMidnight({ system, struck }: Blow): Promise<string> {
  struck();
  await system.worker.kill();
  await system.startWorker();
  return 'worker killed at 00:00 Beijing time';
}
