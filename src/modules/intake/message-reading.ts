import type { RetiredOrder } from '../orders/index.js';
import type { ClaimedMessage, DecidedState, Decision } from './inbox.repository.js';
import { ADAPTERS, adapterOfShop, BRIDGE_ADDRESS } from './platforms/index.js';
import type { MessageSubject, Reading, StoredMessage } from './platforms/platform-adapter.js';

const NOTHING: MessageSubject = { type: '', orderNo: null };

/** A message, and what it turned out to be. */
export interface ReadMessage {
  readonly message: ClaimedMessage;
  readonly reading: Reading;
  /** As it is stored; null where nobody can read it. */
  readonly body: unknown;
}

/** What a stored message says, by the reader of its platform, of its bridge, or of its platform's API. */
export function readMessage(message: ClaimedMessage): ReadMessage {
  const read = readerOf(message);
  if (message.body === null || read === null) return { message, reading: unreadable(message), body: null };
  const body: unknown = JSON.parse(message.body.toString('utf8'));
  return { message, reading: read({ shopDbId: message.shopDbId, key: message.key, body }), body };
}

function readerOf({ platform, origin }: ClaimedMessage): ((message: StoredMessage) => Reading) | null {
  const adapter = origin === 'bridge' ? ADAPTERS[BRIDGE_ADDRESS] : adapterOfShop(platform);
  if (adapter === undefined || adapter === null) return null;
  if (origin !== 'pull') return (message) => adapter.read(message);
  const { api } = adapter;
  return api === undefined ? null : (message) => api.read(message);
}

function unreadable({ platform, body }: ClaimedMessage): Reading {
  const fault =
    body === null
      ? { code: 'message.not-json', detail: 'The content is authentic, but not what the format promises (JSON); it is kept sealed.' }
      : { code: 'message.no-reader', detail: `No reader for messages of platform ${platform}.` };
  return { about: NOTHING, fault };
}

/** A late word about an order that is older than the retention policy keeps: its body stays, for a person to see. */
export function refuseRetired(reading: Reading, retired: readonly RetiredOrder[]): Reading {
  if (!('said' in reading)) return reading;
  const order = retired.find((one) => reading.said.some((said) => one.shopDbId === said.shopDbId && one.orderNo === said.orderNo));
  if (order === undefined) return reading;
  const { orderNo, retiredOn } = order;
  const detail = `订单 ${orderNo} 已于 ${retiredOn} 按保留期限清理，这条消息没有计入，原文保留待人工查看。Order ${orderNo} was retired on ${retiredOn}, as the retention policy says: this message changes nothing and is kept for a person to look at.`;
  return { about: reading.about, fault: { code: 'order.retired', detail } };
}

export function decisionOn({ shopDbId, key }: ClaimedMessage, reading: Reading): Decision {
  const fault = 'fault' in reading ? reading.fault : 'ignored' in reading ? reading.ignored : null;
  return { shopDbId, key, state: stateOf(reading), fault, about: reading.about };
}

function stateOf(reading: Reading): DecidedState {
  if ('said' in reading) return 'applied';
  if ('wants' in reading) return 'awaiting-detail';
  return 'ignored' in reading ? 'ignored' : 'quarantined';
}
