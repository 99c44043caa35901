/**
 * Every job there is. Jobs are hints: they say that there may be work of a kind, never which; the work itself is claimed from
 * to-do rows. So payloads are empty, a lost job costs time only, and a repeated one finds nothing to do.
 */
export const JOB_CATALOGUE = {
  'audit.seal': { queue: 'audit' },
  'imports.work': { queue: 'imports' },
  'intake.apply-messages': { queue: 'intake' },
  'intake.fetch-details': { queue: 'platforms' },
  'intake.pull-changes': { queue: 'platforms' },
  'orders.convert-again': { queue: 'orders' },
  'orders.mark-reattributed': { queue: 'orders' },
  'orders.post-entries': { queue: 'orders' },
  'reconciliation.pull-totals': { queue: 'reconciliation' },
  'retention.sweep': { queue: 'retention' },
  'revenue.fold-entries': { queue: 'revenue' },
} as const satisfies Record<string, { queue: string }>;

export type JobName = keyof typeof JOB_CATALOGUE;
export const QUEUE_NAMES = ['audit', 'imports', 'intake', 'orders', 'platforms', 'reconciliation', 'retention', 'revenue'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOB_CATALOGUE, name);
}

export function queueOf(name: JobName): QueueName {
  return JOB_CATALOGUE[name].queue;
}

export const JOB_OPTIONS = {
  attempts: 20,
  // Always soon: while a job waits for its next attempt its hints are merged into it, so a delay that grows with an outage would
  // be waited out once more when the outage is over (measured: PostgreSQL away for 50 s, nothing counted for 32 s after).
  backoff: { type: 'fixed', delay: 1_000, jitter: 0.5 },
  // History is kept in our own tables; counting finished jobs makes the PostgreSQL backend several times slower.
  removeOnComplete: true,
  removeOnFail: { count: 1_000 },
} as const;
