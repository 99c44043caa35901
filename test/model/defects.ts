import type { OrderChanged } from './facts.js';

type Damage = (body: OrderChanged) => unknown;

const withData = (body: OrderChanged, data: Readonly<Record<string, unknown>>) => ({ ...body, data: { ...body.data, ...data } });

const withFirstLine = (body: OrderChanged, change: Readonly<Record<string, unknown>>) =>
  withData(body, { lines: body.data.lines.map((line, index) => (index === 0 ? { ...line, ...change } : line)) });

const withRefunds = (body: OrderChanged, ...refunds: readonly Readonly<Record<string, unknown>>[]) =>
  withData(body, { refunds: refunds.map((refund) => ({ ...refundOfNothing(body), ...refund })) });

function refundOfNothing({ data }: OrderChanged) {
  return { refundNo: 'R9', lineNo: data.lines[0]?.lineNo, amountFen: 0, succeededAt: data.createdAt };
}

/** Everything that makes a message impossible in itself, each applied to a message that was possible. */
export const DEFECTS = {
  'data that is no object': (body) => ({ ...body, data: null }),
  'another type of event': (body) => ({ ...body, type: 'order.exploded' }),
  'no order number': (body) => withData(body, { orderNo: undefined }),
  'no creation time': (body) => withData(body, { createdAt: undefined }),
  'no lines': (body) => withData(body, { lines: [] }),
  'lines that are no list': (body) => withData(body, { lines: { lineNo: '1' } }),
  'a line without item': (body) => withFirstLine(body, { itemId: undefined }),
  'one line number twice': (body) => withData(body, { lines: [...body.data.lines, ...body.data.lines.slice(0, 1)] }),
  'a negative payment': (body) => withFirstLine(body, { paidFen: -1 }),
  'a negative quantity': (body) => withFirstLine(body, { quantity: -1 }),
  'a payment no double can hold': (body) => withFirstLine(body, { paidFen: 9_007_199_254_740_993 }),
  'half a fen': (body) => withFirstLine(body, { paidFen: 10.5 }),
  'a quantity in words': (body) => withFirstLine(body, { quantity: '2' }),
  'an unknown status': (body) => withData(body, { status: 'lost' }),
  'another currency': (body) => withData(body, { currency: 'US$' }),
  'a time without offset': (body) => withData(body, { createdAt: '2020-02-29T12:00:00' }),
  'a day that does not exist': (body) => withData(body, { createdAt: '2021-02-29T12:00:00+08:00' }),
  'a payment before 2015': (body) => withData(body, { paidAt: '2014-12-31T23:59:59.999+08:00' }),
  'one refund number twice': (body) => withRefunds(body, {}, { status: 'requested' }),
  'a negative refund': (body) => withRefunds(body, { amountFen: -1 }),
  'an unknown refund status': (body) => withRefunds(body, { status: 'perhaps' }),
  'a refund without a time': (body) => withRefunds(body, { succeededAt: undefined }),
  'more refunded than paid on a line': (body) => withRefunds(body, { amountFen: (body.data.lines[0]?.paidFen ?? 0) + 1 }),
  'money refunded on a line it does not list': (body) => withRefunds(body, { lineNo: 'unlisted', amountFen: 1 }),
} satisfies Record<string, Damage>;

export type Defect = keyof typeof DEFECTS;
