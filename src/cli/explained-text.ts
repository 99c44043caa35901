import type { ExplainDto, ExplainedOrderDto, ExplainedPartDto } from '../modules/explain/index.js';
import { textTable } from './text-table.js';

type Sums = Pick<ExplainedPartDto, 'paidFen' | 'refundedFen' | 'netFen' | 'lines' | 'quantity'>;
type Item = ExplainedPartDto | ExplainedOrderDto;

const SUMS = ['paid fen', 'refunded fen', 'net fen', 'lines', 'quantity'];

/** What `cunbo explain` says: the cell, what it is made of, and whether that is all. */
export function explainedText(explained: ExplainDto): string {
  const { subject, part, id, name, range, basis, refundView, measures, nextCursor } = explained;
  const items: readonly Item[] = explained.items;
  const orders = measures.orders === null ? '–' : String(measures.orders);
  return [
    `${[subject, id ?? part, name].filter(Boolean).join(' ')}, ${range.from} to ${range.to}, ${basis} basis, refunds by ${refundView}`,
    textTable([...SUMS, 'orders'], [[...sums(measures), orders]]),
    explained.by === 'orders' ? ordersText(items.filter(isOrder)) : partsText(items.filter(isPart)),
    ...(nextCursor === null ? [] : [`There is more: --cursor ${nextCursor}`]),
    remainderText(explained.remainder),
  ].join('\n\n');
}

export function isNothing(remainder: Sums): boolean {
  return [remainder.paidFen, remainder.refundedFen, remainder.lines, remainder.quantity].every((value) => value === 0);
}

function partsText(parts: readonly ExplainedPartDto[]): string {
  const rows = parts.map((part) => [
    ...sums(part),
    named(part.merchantId, part.merchantName),
    part.shopId,
    named(part.liveSessionId, part.sessionTitle),
    named(part.productId, part.productName),
  ]);
  return textTable([...SUMS, 'merchant', 'shop', 'live session', 'product'], rows);
}

function ordersText(orders: readonly ExplainedOrderDto[]): string {
  const entries = orders.flatMap(({ orderNo, entries }) =>
    entries.map((entry) => [
      ...[orderNo, entry.lineNo ?? '–', entry.kind, entry.day, entry.payDay],
      ...[entry.paidFen, entry.refundedFen, entry.lines, entry.quantity, entry.orders].map(String),
      ...[
        entry.originCode ?? '–',
        entry.merchantId ?? '–',
        [entry.refundReason, entry.refundPhase].filter(Boolean).join(' ') || '–',
        entry.postedAt,
      ],
    ]),
  );
  const messages = orders.flatMap(({ orderNo, messages }) =>
    messages.map((message) => [
      ...[orderNo, message.messageKey, message.source, message.subject || 'order', message.version ?? '–'],
      ...[message.saidAt, message.state ?? '–', message.receivedAt ?? '–'],
    ]),
  );
  const money = ['paid fen', 'refunded fen', 'lines', 'quantity', 'orders'];
  return [
    textTable(['order', 'line', 'entry', 'day', 'pay day', ...money, 'origin', 'merchant', 'refund', 'posted at'], entries),
    textTable(['order', 'message', 'source', 'about', 'version', 'said at', 'state', 'received at'], messages),
  ].join('\n\n');
}

function remainderText(remainder: Sums): string {
  if (isNothing(remainder)) return 'All parts together are the number.';
  const rest = sums(remainder).map((value, column) => `${SUMS[column]} ${value}`);
  return `NOT explained: ${rest.join(', ')}. Run "cunbo verify".`;
}

function sums({ paidFen, refundedFen, netFen, lines, quantity }: Sums): string[] {
  return [paidFen, refundedFen, netFen, lines, quantity].map(String);
}

function named(id: string | null, name: string | null): string {
  return id === null ? '–' : [id, name].filter(Boolean).join(' ');
}

function isOrder(item: Item): item is ExplainedOrderDto {
  return 'orderId' in item;
}

function isPart(item: Item): item is ExplainedPartDto {
  return !isOrder(item);
}
