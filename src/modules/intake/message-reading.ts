import type { RetiredOrder } from '../orders/index.js';
import type { ClaimedMessage, DecidedState, Decision } from './inbox.repository.js';
import { ADAPTERS, adapterOfShop, BRIDGE_ADDRESS } from './platforms/index.js';
import { readFileEvent } from './platforms/standard/canonical-event.js';
import type { MessageFault, MessageSubject, Reading, StoredMessage } from './platforms/platform-adapter.js';

const MAX_SUBJECT = 200;
const MAX_DETAIL = 500;
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
  const reading = read({ shopDbId: message.shopDbId, key: message.key, body });
  return { message, reading: kept(reading), body };
}

/** What is said about a message is kept whatever the message holds, and the database takes no NUL and no half characters. */
function kept(reading: Reading): Reading {
  const { orderNo } = reading.about;
  const isOrderNo = orderNo !== null && orderNo.length <= MAX_SUBJECT && keptText(orderNo, MAX_SUBJECT) === orderNo;
  const about = { type: keptText(reading.about.type, MAX_SUBJECT), orderNo: isOrderNo ? orderNo : null };
  if ('fault' in reading) return { about, fault: keptFault(reading.fault) };
  return 'ignored' in reading ? { about, ignored: keptFault(reading.ignored) } : { ...reading, about };
}

function keptFault({ code, detail }: MessageFault): MessageFault {
  return { code, detail: keptText(detail, MAX_DETAIL) };
}

function keptText(text: string, length: number): string {
  return text.replaceAll('\0', '').slice(0, length).toWellFormed();
}

function readerOf({ platform, origin }: ClaimedMessage): ((message: StoredMessage) => Reading) | null {
  if (origin === 'file') return readFileEvent;
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
