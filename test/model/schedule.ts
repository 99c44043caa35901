import type { Fact, Step } from './facts.js';

export interface Arrival {
  readonly kind: 'arrival';
  readonly at: number;
  readonly fact: Fact;
  /** Sent at once with what comes just before it. */
  readonly isTogether: boolean;
  /** Shares its group with nothing, so that the order in which two bodies under one id are committed is known. */
  readonly isAlone: boolean;
  /** Comes alone, when nothing is pending: workers that stand still are started for it. */
  readonly isSettled?: boolean;
}

export interface WorkerPoint {
  readonly kind: 'settle' | 'stop' | 'start' | 'crash';
  readonly at: number;
}

interface OpenGroup {
  readonly facts: Fact[];
  readonly crash: boolean;
  readonly isClosed: boolean;
}

/** Puts everything in the order of its position; what stands at the same position keeps the order it has in the list. */
export function schedule(entries: readonly (Arrival | WorkerPoint)[]): Step[] {
  const steps: Step[] = [];
  let group: OpenGroup | null = null;
  let isCrashDue = false;
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    if (entry.kind === 'crash') isCrashDue = true;
    else if (entry.kind !== 'arrival') steps.push(workerStep(entry.kind));
    if (entry.kind !== 'arrival') {
      group = null;
    } else if (entry.isSettled) {
      steps.push({ kind: 'start-workers' }, { kind: 'settle' }, { kind: 'group', facts: [entry.fact], crash: false });
      group = null;
    } else if (group !== null && joins(entry, group)) {
      group.facts.push(entry.fact);
    } else {
      group = { facts: [entry.fact], crash: isCrashDue, isClosed: entry.isAlone };
      steps.push({ kind: 'group', facts: group.facts, crash: group.crash });
      isCrashDue = false;
    }
  }
  return withSensibleWorkers(steps);
}

/** Any number of messages may race each other and one action. Actions never race: what the last of two said would not be known. */
function joins(arrival: Arrival, group: OpenGroup): boolean {
  if (!arrival.isTogether || arrival.isAlone || group.isClosed) return false;
  return arrival.fact.kind === 'message' || group.facts.every((fact) => fact.kind === 'message');
}

function workerStep(kind: 'settle' | 'stop' | 'start'): Step {
  if (kind === 'settle') return { kind: 'settle' };
  return { kind: kind === 'stop' ? 'stop-workers' : 'start-workers' };
}

/** Drops what makes no sense while the workers stand still (or run), and ends with workers that run and have nothing left to do. */
function withSensibleWorkers(steps: readonly Step[]): Step[] {
  const sensible: Step[] = [];
  let isRunning = true;
  for (const step of steps) {
    if (step.kind === 'group') sensible.push({ ...step, crash: step.crash && isRunning });
    else if (isRunning === (step.kind !== 'start-workers')) sensible.push(step);
    if (step.kind === 'stop-workers') isRunning = false;
    if (step.kind === 'start-workers') isRunning = true;
  }
  return [...sensible, ...(isRunning ? [] : [{ kind: 'start-workers' } as const]), { kind: 'settle' }];
}
