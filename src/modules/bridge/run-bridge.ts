import type { Readable, Writable } from 'node:stream';
import { Bridge } from './bridge.js';
import type { BridgedPlatform } from './bridged-platform.js';
import { DetailsSource } from './details-source.js';
import { EventSender } from './event-sender.js';
import { type FeedCounts, LineFeed } from './line-feed.js';
import { Pinduoduo } from './pinduoduo.js';
import type { AmountUnit } from './pinduoduo-order.js';
import { Slots } from './slots.js';
import { SocketFeed } from './socket-feed.js';
import { signingKeyOf } from './standard-webhooks.js';
import { Taobao } from './taobao.js';

export const BRIDGED_PLATFORMS = ['taobao', 'pinduoduo'] as const;

export interface BridgeOptions {
  readonly platform: (typeof BRIDGED_PLATFORMS)[number];
  /** Needed for pinduoduo. */
  readonly pddAmounts: AmountUnit | null;
  readonly baseUrl: string;
  readonly shopId: string;
  readonly secret: string;
  /** Where to ask for what a message does not hold; null: every message brings it along. */
  readonly details: string | null;
  /** null: lines from `input`, answers to `output`. */
  readonly listen: string | null;
  readonly input: Readable;
  readonly output: Writable;
  readonly log: (line: string) => void;
  readonly stop: AbortSignal;
  readonly maxUnacknowledged: number;
  /** How long, once stopped, messages under way are still tried. */
  readonly graceMs: number;
  readonly firstBackoffMs: number;
}

export const BRIDGE_DEFAULTS = { maxUnacknowledged: 100, graceMs: 10_000, firstBackoffMs: 500 } as const;

/**
 * Passes a platform's messages on to a shop until the input ends or it is told to stop. It remembers nothing: a message is
 * acknowledged when the server has it, and one fed again makes the same event, which the server knows. A crash loses nothing.
 */
export async function runBridge(options: BridgeOptions): Promise<FeedCounts> {
  const patience = new AbortController();
  const giveUp = (): void => void setTimeout(() => patience.abort(), options.graceMs).unref();
  options.stop.addEventListener('abort', giveUp, { once: true });
  const feed = new LineFeed(bridgeOf(options, patience.signal), new Slots(options.maxUnacknowledged), options.stop);
  if (options.listen === null) await feed.run(options.input, options.output);
  else await new SocketFeed(feed, options.stop, options.log).run(options.listen);
  return feed.counts;
}

function bridgeOf(options: BridgeOptions, giveUp: AbortSignal): Bridge {
  const { details, firstBackoffMs, shopId, log } = options;
  const sender = new EventSender({ baseUrl: baseUrlOf(options), shopId, key: keyOf(options), firstBackoffMs, giveUp, log });
  return new Bridge(platformOf(options), details === null ? null : new DetailsSource(details, firstBackoffMs, giveUp), sender);
}

function platformOf({ platform, pddAmounts }: BridgeOptions): BridgedPlatform {
  if (platform === 'taobao') return new Taobao();
  if (pddAmounts === null) throw new Error('pinduoduo needs --pdd-amounts yuan or fen: the unit of its order amounts is not guessed');
  return new Pinduoduo(pddAmounts);
}

function keyOf({ secret }: BridgeOptions): Buffer {
  const key = signingKeyOf(secret);
  if (key === null) throw new Error('The secret must be whsec_ followed by 24 to 64 bytes in base64 (--secret, or CUNBO_BRIDGE_SECRET).');
  return key;
}

function baseUrlOf({ baseUrl }: BridgeOptions): URL {
  if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) throw new Error(`--base-url ${baseUrl} is not an address.`);
  return new URL(baseUrl);
}
