import { Random } from './random.ts';

export type QueueKind = 'postgres' | 'redis';

/** What each fault is called in the table, and on which queue it can happen. */
const KINDS = {
  'api-killed': { title: 'SIGKILL of the API', queues: ['postgres', 'redis'] },
  'api-killed-half-way': { title: 'SIGKILL of the API while it stores', queues: ['postgres', 'redis'] },
  'worker-killed': { title: 'SIGKILL of the worker', queues: ['postgres', 'redis'] },
  'worker-killed-half-way': { title: 'SIGKILL of the worker in a transaction', queues: ['postgres', 'redis'] },
  'postgres-killed': { title: 'SIGKILL of PostgreSQL', queues: ['postgres', 'redis'] },
  'postgres-backend-killed': { title: 'SIGKILL of one PostgreSQL backend', queues: ['postgres', 'redis'] },
  'postgres-restarted': { title: 'PostgreSQL restarted (fast)', queues: ['postgres', 'redis'] },
  'connections-cut': { title: 'every connection cut', queues: ['postgres', 'redis'] },
  'deadlocks-raised': { title: '40P01 raised in a share of statements', queues: ['postgres', 'redis'] },
  'serialization-raised': { title: '40001 raised in a share of statements', queues: ['postgres', 'redis'] },
  'deadlocks-with-a-rival': { title: 'deadlocks with a rival session', queues: ['postgres', 'redis'] },
  'jobs-lost': { title: 'every job deleted (queue on PostgreSQL)', queues: ['postgres'] },
  'redis-flushed': { title: 'Redis FLUSHALL', queues: ['redis'] },
  'redis-killed': { title: 'SIGKILL of Redis', queues: ['redis'] },
  midnight: { title: 'the clock passes midnight, worker killed', queues: ['postgres', 'redis'] },
} as const satisfies Record<string, { title: string; queues: readonly QueueKind[] }>;

export type FaultKind = keyof typeof KINDS;
export const FAULT_KINDS = Object.keys(KINDS) as FaultKind[];

export const titleOf = (kind: FaultKind): string => KINDS[kind].title;

/** The queue takes turns; the faults of a queue are dealt from decks that hold each of them once. */
export function faultOfCycle(seed: number, cycle: number, queues: readonly QueueKind[]): { queue: QueueKind; kind: FaultKind } {
  const queue = queues[(cycle - 1) % queues.length]!;
  const turn = Math.floor((cycle - 1) / queues.length);
  const kinds = FAULT_KINDS.filter((kind) => isPossible(kind, queue));
  const deck = new Random(seed, 'deck', queue, Math.floor(turn / kinds.length)).shuffled(kinds);
  return { queue, kind: deck[turn % kinds.length]! };
}

export const isPossible = (kind: FaultKind, queue: QueueKind): boolean => KINDS[kind].queues.some((one) => one === queue);
