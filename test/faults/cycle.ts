import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../process/eventually.ts';
import type { Api } from './api.ts';
import type { Seller } from './catalogue.ts';
import { judge, missingMessages } from './checks.ts';
import { Clerks } from './clerk.ts';
import { type HandTask, planHandTasks } from './clerk-plan.ts';
import type { FaultKind, QueueKind } from './fault-kinds.ts';
import { FAULTS } from './faults.ts';
import { aheadOfMidnight } from './instants.ts';
import type { OrderBook } from './order-book.ts';
import type { Tally } from './patience.ts';
import { type Message, planMessages } from './platform-plan.ts';
import { PlatformSender } from './platform-sender.ts';
import { Random } from './random.ts';
import type { System } from './system.ts';

const STRIKES_WITHIN_MS = 60_000;
// From the start of the processes; the load begins a little before.
const MIDNIGHT_COMES_IN_MS = 12_000;
const LOAD_BEFORE_MIDNIGHT_MS = 1_200;

/** What one installation has been told so far. */
export interface Stage {
  readonly system: System;
  readonly api: Api;
  readonly sellers: readonly Seller[];
  readonly book: OrderBook;
  /** Ids of all messages this installation has acknowledged. */
  readonly acknowledged: Set<string>;
}

export interface CyclePlan {
  readonly cycle: number;
  readonly seed: number;
  readonly queue: QueueKind;
  readonly kind: FaultKind;
  readonly orders: number;
}

export interface CycleResult extends CyclePlan, Tally {
  readonly detail: string;
  /** From the last harm until nothing was pending. */
  readonly recoveryMs: number;
  readonly differences: readonly string[];
  readonly isVerifyClean: boolean;
}

interface Load {
  readonly messages: readonly Message[];
  readonly tasks: readonly HandTask[];
  readonly tally: Tally;
  readonly aheadMs: number;
}

/** Load, a fault in the midst of it, repair, rest, and then the books are compared. */
export async function runCycle(stage: Stage, plan: CyclePlan): Promise<CycleResult> {
  const { system } = stage;
  const midnightAt = performance.now() + MIDNIGHT_COMES_IN_MS;
  const aheadMs = plan.kind === 'midnight' ? aheadOfMidnight(MIDNIGHT_COMES_IN_MS) : 0;
  await system.run({ queue: plan.queue, aheadMs });
  const load = planLoad(stage, plan, aheadMs);
  if (plan.kind === 'midnight') await pause(Math.max(0, midnightAt - LOAD_BEFORE_MIDNIGHT_MS - performance.now()));
  const { detail, lastHarmAt } = await strikeDuring(stage, plan, load, midnightAt);
  await system.untilReady();
  await system.settle();
  const recoveryMs = performance.now() - lastHarmAt;
  const verdict = await judge(system, stage.api, stage.book, stage.acknowledged);
  return { ...plan, ...load.tally, ...verdict, detail, recoveryMs };
}

function planLoad({ sellers, book }: Stage, { seed, cycle, kind, orders }: CyclePlan, aheadMs: number): Load {
  const options = { cycle, orders, shareAtMidnight: kind === 'midnight' ? 1 : 0.3 };
  const messages = planMessages(new Random(seed, cycle, 'messages'), sellers, book, options);
  const tasks = planHandTasks(new Random(seed, cycle, 'hand'), sellers, book, options);
  return { messages, tasks, tally: { acknowledged: 0, failed: 0 }, aheadMs };
}

/** Both to the end; what was acknowledged up to the repair is looked for at once, before a repeat of it could hide a loss. */
async function strikeDuring(
  stage: Stage,
  plan: CyclePlan,
  load: Load,
  midnightAt: number,
): Promise<{ detail: string; lastHarmAt: number }> {
  const { system } = stage;
  const random = new Random(plan.seed, plan.cycle, 'fault');
  const share = random.int(15, 70) / 100;
  let isLoadOver = false;
  let lastHarmAt = 0;
  const loading = carry(stage, plan, load).finally(() => (isLoadOver = true));
  const isTime = (): boolean =>
    plan.kind === 'midnight' ? performance.now() >= midnightAt : load.tally.acknowledged >= share * load.messages.length;
  const striking = async (): Promise<string> => {
    await eventually('the load is under way', STRIKES_WITHIN_MS, () => isTime() || isLoadOver, 5);
    const detail = await FAULTS[plan.kind]({
      system,
      random,
      isLoadOver: () => isLoadOver,
      struck: () => (lastHarmAt = performance.now()),
    });
    await requireStored(stage);
    return detail;
  };
  // Both to their end even if one fails: neither may go on beside the next cycle.
  const [struck, loaded] = await Promise.allSettled([striking(), loading]);
  if (struck.status === 'rejected') throw struck.reason;
  if (loaded.status === 'rejected') throw loaded.reason;
  return { detail: struck.value, lastHarmAt };
}

async function carry(
  { system, api, acknowledged }: Stage,
  { seed, cycle }: CyclePlan,
  { messages, tasks, tally, aheadMs }: Load,
): Promise<void> {
  const sender = new PlatformSender(system.baseUrl, aheadMs, acknowledged, tally);
  await Promise.all([sender.send(messages, new Random(seed, cycle, 'pace')), new Clerks(api, tally).work(tasks)]);
}

async function requireStored({ system, acknowledged }: Stage): Promise<void> {
  const missing = await missingMessages(system, new Set(acknowledged));
  if (missing.length > 0) throw new Error(`Acknowledged before the fault and gone after it: ${missing.slice(0, 20).join(', ')}`);
}
