import { ORDER_SUBJECT, type Word } from './latest-word.js';
import type { SaidHeader, SaidLine } from './said-order.js';

/**
 * An order as a file tells it, and what files do not know as the platform's messages last told it: the room, the host, the buyer, the channel,
 * and the items of its lines (an export often names goods only by their titles). Without this a later export would take an order out of its
 * live session. Words come ranked, the least first.
 */
export function fileGapsFilled(header: SaidHeader, ranked: readonly Word[]): SaidHeader {
  const told = ranked.flatMap(({ subject, source, content }) =>
    subject === ORDER_SUBJECT && source === 'platform' && 'lines' in content ? [content] : [],
  );
  if (told.length === 0) return header;
  return {
    ...header,
    roomId: header.roomId ?? latest(told, ({ roomId }) => roomId),
    platformHostId: header.platformHostId ?? latest(told, ({ platformHostId }) => platformHostId),
    buyerHash: header.buyerHash ?? latest(told, ({ buyerHash }) => buyerHash),
    channel: header.channel || (latest(told, ({ channel }) => channel || null) ?? ''),
    lines: header.lines.map((line) => withItem(line, told)),
  };
}

function withItem(line: SaidLine, told: readonly SaidHeader[]): SaidLine {
  const known = latest(told, ({ lines }) => lines.find(({ lineNo, itemId }) => lineNo === line.lineNo && itemId !== '') ?? null);
  return known === null ? line : { ...line, itemId: known.itemId, skuId: known.skuId };
}

function latest<Value>(told: readonly SaidHeader[], of: (header: SaidHeader) => Value | null): Value | null {
  return told.reduce<Value | null>((value, header) => of(header) ?? value, null);
}
