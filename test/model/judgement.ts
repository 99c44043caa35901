import {
  ORDER_STATUSES,
  REFUND_KINDS,
  REFUND_STATUSES,
  type MessageLine,
  type MessageRefund,
  type OrderChanged,
  type OrderData,
} from './facts.js';
import { dayOf, isCalendarDay } from './calendar.js';

type Check = (value: unknown) => boolean;
type Shape<T> = { readonly [K in keyof T]-?: Check };

const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isCount: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isTime: Check = (value) =>
  typeof value === 'string' && ISO_WITH_OFFSET.test(value) && isCalendarDay(value.slice(0, 10)) && dayOf(value) >= '2015-01-01';
const isOneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

function hasShape<T>(value: unknown, shape: Shape<T>): value is T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries<Check>(shape).every(([name, check]) => check(fields.get(name)));
}

function isListOf<T>(shape: Shape<T>): Check {
  return (value) => Array.isArray(value) && value.every((element) => hasShape(element, shape));
}

const LINE: Shape<MessageLine> = {
  lineNo: isText,
  itemId: isText,
  skuId: optional(isText),
  quantity: isCount,
  paidFen: isCount,
  isGift: optional((value) => typeof value === 'boolean'),
  title: optional((value) => typeof value === 'string'),
  lot: optional((value) => typeof value === 'string'),
  shippedAt: optional(isTime),
};

const REFUND: Shape<MessageRefund> = {
  refundNo: isText,
  lineNo: isText,
  amountFen: isCount,
  succeededAt: isTime,
  status: optional(isOneOf(REFUND_STATUSES)),
  freightFen: optional(isCount),
  quantity: optional(isCount),
  kind: optional(isOneOf(REFUND_KINDS)),
  reason: optional((value) => typeof value === 'string'),
};

const DATA: Shape<OrderData> = {
  orderNo: isText,
  version: optional(isCount),
  status: isOneOf(ORDER_STATUSES),
  createdAt: isTime,
  paidAt: optional(isTime),
  shippedAt: optional(isTime),
  roomId: optional(isText),
  hostId: optional(isText),
  freightFen: optional(isCount),
  depositFen: optional(isCount),
  currency: optional(isOneOf(['CNY'])),
  lines: isListOf(LINE),
  refunds: optional(isListOf(REFUND)),
};

const BODY: Shape<OrderChanged> = {
  type: isOneOf(['order.changed']),
  timestamp: isTime,
  data: (value) => hasShape(value, DATA),
};

function areDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

export function isSucceeded(refund: MessageRefund): boolean {
  return (refund.status ?? 'succeeded') === 'succeeded';
}

/** A line that the message itself does not list has paid nothing, so nothing can be refunded on it. */
function refundsMoreThanPaid(refunds: readonly MessageRefund[], lines: readonly MessageLine[]): boolean {
  return refunds.some(({ lineNo }) => {
    const refunded = refunds
      .filter((refund) => refund.lineNo === lineNo && isSucceeded(refund))
      .reduce((sum, refund) => sum + refund.amountFen, 0);
    return refunded > (lines.find((line) => line.lineNo === lineNo)?.paidFen ?? 0);
  });
}

/** Whether a body can be counted, judged on its own content only; everything else is quarantined. */
export function isPossible(body: unknown): body is OrderChanged {
  if (!hasShape(body, BODY)) return false;
  const { lines } = body.data;
  const refunds = body.data.refunds ?? [];
  return (
    lines.length > 0 &&
    areDistinct(lines.map((line) => line.lineNo)) &&
    areDistinct(refunds.map((refund) => refund.refundNo)) &&
    !refundsMoreThanPaid(refunds, lines)
  );
}
