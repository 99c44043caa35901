import type { MessageLine, MessageRefund } from './facts.js';
import { isSucceeded } from './judgement.js';
import type { Message } from './standing.js';

/** A refund that has its latest word, and the line it is on as that same message shows it, if it does. */
export interface StandingRefund {
  readonly refund: MessageRefund;
  readonly lineAsSaid: MessageLine | null;
}

/** All messages of one order, by shop and order number. */
export function groupByOrder(messages: readonly Message[]): Message[][] {
  const orders = new Map<string, Message[]>();
  for (const message of messages) {
    const key = JSON.stringify([message.shop, message.body.data.orderNo]);
    orders.set(key, [...(orders.get(key) ?? []), message]);
  }
  return [...orders.values()];
}

/** The latest word about the order itself: header and lines together. */
export function latestWord(messagesOfOrder: readonly Message[]): Message {
  return latestOf(messagesOfOrder, areAllVersioned(messagesOfOrder));
}

/** The succeeded refunds by each refund's own latest word. What a message does not mention is not said. */
export function standingRefunds(messagesOfOrder: readonly Message[]): StandingRefund[] {
  const byVersion = areAllVersioned(messagesOfOrder);
  const refundNos = new Set(messagesOfOrder.flatMap((message) => refundsOf(message).map((refund) => refund.refundNo)));
  return [...refundNos].flatMap((refundNo) => {
    const naming = messagesOfOrder.filter((message) => findRefund(message, refundNo));
    const word = latestOf(naming, byVersion);
    const refund = findRefund(word, refundNo);
    if (!refund || !isSucceeded(refund)) return [];
    return [{ refund, lineAsSaid: word.body.data.lines.find((line) => line.lineNo === refund.lineNo) ?? null }];
  });
}

function refundsOf(message: Message): readonly MessageRefund[] {
  return message.body.data.refunds ?? [];
}

function findRefund(message: Message, refundNo: string): MessageRefund | undefined {
  return refundsOf(message).find((refund) => refund.refundNo === refundNo);
}

function versionOf(message: Message): number | null {
  return message.body.data.version ?? null;
}

/** One message without a version takes the versions of all others of the order out of play. */
function areAllVersioned(messages: readonly Message[]): boolean {
  return messages.every((message) => versionOf(message) !== null);
}

function latestOf(messages: readonly Message[], byVersion: boolean): Message {
  return messages.reduce((best, message) => (isLater(message, best, byVersion) ? message : best));
}

function isLater(a: Message, b: Message, byVersion: boolean): boolean {
  const versions = [versionOf(a) ?? 0, versionOf(b) ?? 0] as const;
  if (byVersion && versions[0] !== versions[1]) return versions[0] > versions[1];
  const sentAt = [Date.parse(a.body.timestamp), Date.parse(b.body.timestamp)] as const;
  if (sentAt[0] !== sentAt[1]) return sentAt[0] > sentAt[1];
  return a.messageId > b.messageId; // code units, as `>` compares them
}
