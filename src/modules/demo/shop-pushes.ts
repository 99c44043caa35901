import { buildCatalogue, type DemoShop } from './demo-catalogue.js';
import type { Delivery } from './delivery.js';
import { DemoError } from './demo.errors.js';
import { runUntilStopped } from './live-run.js';
import { planShow } from './live-show.js';
import { OutgoingQueue } from './outgoing-queue.js';
import type { SimulateSettings } from './simulate-options.js';

/** Planned ahead in small rounds: what waits in memory does not grow with the length of the run. */
const ROUND_MS = 10_000;
/** An order lives through its messages in a second or two: this is for loading a shop, not for watching it. */
const PACE_SCALE = 0.005;

/** Signed orders for one existing shop, until the count, the duration or the signal. The items are the sample's: on that shop they are unmapped. */
export async function pushToShop(settings: SimulateSettings, delivery: Delivery): Promise<void> {
  const { shop, now, signal } = settings;
  if (shop === null) throw new DemoError('simulate.invalid-option', 'shop cannot be none');
  const queue = new OutgoingQueue(delivery, now, signal);
  let round = 0;
  let nextRoundAtMs = now().getTime();
  let ordersLeft = settings.count ?? Infinity;
  await runUntilStopped(settings, queue, delivery, async () => {
    if (ordersLeft === 0) return false;
    if (now().getTime() < nextRoundAtMs) return true;
    round += 1;
    const planned = planRound(settings, round, nextRoundAtMs, ordersLeft);
    ordersLeft -= new Set(planned.map(({ message }) => message.orderNo)).size;
    nextRoundAtMs += ROUND_MS;
    queue.add(shop, planned);
    return true;
  });
}

function planRound(
  { seed, ratePerSecond, duplicates, disorder }: SimulateSettings,
  round: number,
  startedAtMs: number,
  ordersLeft: number,
) {
  const sending = { seed, ratePerSecond, duplicates, disorder, paceScale: PACE_SCALE };
  const maxOrders = Number.isFinite(ordersLeft) ? ordersLeft : null;
  return planShow({ ...sending, label: `shop/${round}`, shop: sampleShop(), room: null, startedAtMs, durationMs: ROUND_MS, maxOrders });
}

function sampleShop(): DemoShop {
  const [merchant] = buildCatalogue();
  if (merchant === undefined) throw new Error('the sample has no merchants');
  return merchant.shops[0];
}
