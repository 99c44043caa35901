import { HOUR_MS, startOfDay, writeInstant } from './calendar.js';
import { DEFECTS } from './defects.js';
import type { MessageLine, MessageRefund, OrderChanged, World } from './facts.js';
import type { MomentSeed, OrderSeed, WordSeed } from './histories.js';
import { isSucceeded } from './judgement.js';
import { PLATFORM_HOSTS, ROOMS, writeMoment } from './world-builder.js';

/** The body a platform sends about an order: possible in itself unless the seed draws a defect. */
export function buildBody(word: WordSeed, order: OrderSeed, world: World, firstDay: string): unknown {
  // A field the contract does not know is no defect.
  const body = { ...buildPossibleBody(word, order, world, firstDay), sentBy: 'bridge 2.1' };
  return word.defect === null ? body : DEFECTS[word.defect](body);
}

function buildPossibleBody(word: WordSeed, order: OrderSeed, world: World, firstDay: string): OrderChanged {
  const { slot, millisecond, notation } = word.sentAt;
  const createdAt = writeInstant(startOfDay(firstDay) + HOUR_MS);
  const lines = buildLines(word, world, firstDay);
  const hasVersion = order.versions === 'always' || (order.versions === 'sometimes' && !word.dropsVersion);
  return {
    type: 'order.changed',
    timestamp: writeInstant(startOfDay(firstDay) + slot * HOUR_MS + millisecond, notation),
    data: {
      orderNo: order.orderNo,
      ...(hasVersion ? { version: word.version } : {}),
      status: word.status,
      createdAt,
      paidAt: word.paidAt && writeMoment(word.paidAt, world, firstDay),
      ...shipped(word.shippedAt, world, firstDay),
      ...(word.depositFen === 0 ? {} : { depositFen: word.depositFen }),
      ...(word.room === null ? {} : { roomId: ROOMS[word.room] }),
      ...(word.host === null ? {} : { hostId: PLATFORM_HOSTS[word.host] }),
      freightFen: 800,
      currency: 'CNY',
      lines,
      ...(word.refunds.length === 0 ? {} : { refunds: buildRefunds(word, lines, world, firstDay) }),
    },
  };
}

function buildLines({ lines }: WordSeed, world: World, firstDay: string): MessageLine[] {
  const distinct = lines.filter((line, index) => lines.findIndex((other) => other.lineNo === line.lineNo) === index);
  return distinct.map(({ skuId, isGift, paidFen, lot, shippedAt, ...line }) => ({
    ...line,
    ...(skuId === null ? {} : { skuId }),
    paidFen: isGift ? 0 : paidFen,
    isGift,
    ...(lot === null ? {} : { lot }),
    ...shipped(shippedAt, world, firstDay),
  }));
}

function shipped(at: MomentSeed | null, world: World, firstDay: string): { shippedAt?: string } {
  return at === null ? {} : { shippedAt: writeMoment(at, world, firstDay) };
}

/** Each refund takes its quarters of what earlier refunds of this message left of the line; other messages may refund it again. */
function buildRefunds({ refunds }: WordSeed, lines: readonly MessageLine[], world: World, firstDay: string): MessageRefund[] {
  const built: MessageRefund[] = [];
  for (const { refundNo, line: index, quarters, status, kind, reason, freightFen, at } of refunds) {
    const line = lines[index % lines.length];
    if (!line || built.some((refund) => refund.refundNo === refundNo)) continue;
    const gone = built
      .filter((refund) => refund.lineNo === line.lineNo && isSucceeded(refund))
      .reduce((sum, refund) => sum + refund.amountFen, 0);
    const amountFen = Math.floor(((line.paidFen - gone) * quarters) / 4);
    const succeededAt = writeMoment(at, world, firstDay);
    built.push({
      ...{ refundNo, lineNo: line.lineNo, amountFen, succeededAt, freightFen, reason },
      ...(status === null ? {} : { status }),
      ...(kind === null ? {} : { kind }),
    });
  }
  return built;
}
