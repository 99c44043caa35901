import type { ApiClient, Resource } from './api-client.js';
import type { PlacedMerchant } from './catalogue-loader.js';
import type { Delivery } from './delivery.js';
import { DemoError } from './demo.errors.js';
import { LiveStages } from './live-stage.js';
import { OutgoingQueue } from './outgoing-queue.js';
import type { SimulateSettings } from './simulate-options.js';

const REPORT_INTERVAL_MS = 10_000;

/** The live demonstration: sessions on air and their orders, until the signal or the end of the duration. */
export async function goLive(
  settings: SimulateSettings,
  client: ApiClient,
  delivery: Delivery,
  placed: readonly PlacedMerchant[],
  knownSessions: readonly Resource[],
): Promise<void> {
  const queue = new OutgoingQueue(delivery, settings.now, settings.signal);
  const stages = new LiveStages({ ...settings, client, queue, placed });
  await stages.endForgotten(knownSessions);
  await runUntilStopped(settings, queue, delivery, async () => {
    await stages.keepOnAir();
    return true;
  });
  await unlessGone(settings.signal, () => stages.endAll());
}

/** Before each round of sending `prepare` may add messages; it answers false when nothing more will come. */
export async function runUntilStopped(
  settings: SimulateSettings,
  queue: OutgoingQueue,
  delivery: Delivery,
  prepare: () => Promise<boolean>,
): Promise<void> {
  const { now, signal, durationSeconds } = settings;
  const report = reporter(settings, delivery);
  const endsAtMs = durationSeconds === null ? Infinity : now().getTime() + durationSeconds * 1_000;
  while (!signal.aborted && now().getTime() < endsAtMs && ((await prepare()) || !queue.isEmpty)) {
    await queue.sendDue();
    report();
    await queue.pauseUntilNext();
  }
  await unlessGone(signal, () => queue.sendRest());
}

/** The signal that stops the demo often stops its server too; a farewell it no longer hears is no failure. */
export async function unlessGone(signal: AbortSignal, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!signal.aborted || !(error instanceof DemoError)) throw error;
  }
}

function reporter({ now, log }: SimulateSettings, delivery: Delivery): () => void {
  let saidAtMs = now().getTime();
  const before = delivery.tally.counts();
  return () => {
    const nowMs = now().getTime();
    if (nowMs - saidAtMs < REPORT_INTERVAL_MS) return;
    saidAtMs = nowMs;
    const { sent, accepted } = delivery.tally.counts();
    log(`live: ${sent - before.sent} messages sent, ${accepted - before.accepted} accepted`);
  };
}
