/**
 * What every cell must show, computed from all facts each time it is asked. Written from the contract alone and sharing nothing
 * with src/: where it and the system disagree, one of them has misread the contract.
 */
import { computeBookings, type Booking } from './bookings.js';
import { daysBetween } from './calendar.js';
import type { Fact, World } from './facts.js';
import { areaAtLevel, todaysCode, zoneOf } from './places.js';
import { measureRefunds, type Refunds, type RefundScope } from './refund-reference.js';
import { areaCode, inScope, type Basis, type Scope, type Subject } from './scopes.js';

export interface Measures {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  /** Null where the contract does not define it. */
  readonly orders: number | null;
  readonly lines: number;
  readonly quantity: number;
}

export interface Ranking {
  readonly members: ReadonlyMap<string, Measures>;
  /** Of-which rows of the county ranking; their sales are in the host county's row or unallocated. */
  readonly zones: ReadonlyMap<string, Measures>;
  readonly total: Measures;
  readonly unallocated: Measures;
}

export interface Expected {
  ranking(subject: Subject, scope: Scope): Ranking;
  /** On today's map: what was sold in a division that is no more counts for its successor. Orders are not counted there. */
  rankingToday(subject: Subject, scope: Scope): Ranking;
  refunds(scope: RefundScope): Refunds;
  /** Every day of the range, days without revenue included. */
  byDay(scope: Scope): ReadonlyMap<string, Measures>;
}

export function computeExpected(world: World, facts: readonly Fact[]): Expected {
  const bookings = computeBookings(world, facts);
  return {
    ranking: (subject, scope) => rank(subject, scope, bookings),
    rankingToday: (subject, scope) => withoutOrders(rank(subject, scope, bookings.map(onTodaysMap))),
    refunds: (scope) => measureRefunds(scope, bookings),
    byDay: (scope) =>
      new Map(daysBetween(scope.from, scope.to).map((day) => [day, measure(inScope({ ...scope, from: day, to: day }, bookings))])),
  };
}

function rank(subject: Subject, scope: Scope, allBookings: readonly Booking[]): Ranking {
  const bookings = inScope(scope, allBookings);
  const memberOf = (booking: Booking) => memberIn(subject, scope.basis, booking);
  const zoneRowOf = (booking: Booking) => (subject === 'counties' ? zoneOf(areaCode(scope.basis, booking)) : null);
  const countsOrders = subject !== 'products' && subject !== 'categories' && scope.category === undefined;
  const measured = (part: readonly Booking[]): Measures => ({ ...measure(part), ...(countsOrders ? {} : { orders: null }) });
  const rows = (keyOf: (booking: Booking) => string | null) =>
    new Map([...groupBy(bookings, keyOf)].map(([key, part]) => [key, measured(part)] as const).filter(([, row]) => !isZero(row)));
  return {
    members: rows(memberOf),
    zones: rows(zoneRowOf),
    total: measured(bookings),
    unallocated: measured(bookings.filter((booking) => memberOf(booking) === null)),
  };
}

function onTodaysMap(booking: Booking): Booking {
  return { ...booking, origin: todaysCode(booking.origin), home: todaysCode(booking.home) };
}

function withoutOrders({ members, zones, total, unallocated }: Ranking): Ranking {
  const without = (row: Measures): Measures => ({ ...row, orders: null });
  const all = (rows: ReadonlyMap<string, Measures>) => new Map([...rows].map(([key, row]) => [key, without(row)]));
  return { members: all(members), zones: all(zones), total: without(total), unallocated: without(unallocated) };
}

function memberIn(subject: Subject, basis: Basis, booking: Booking): string | null {
  switch (subject) {
    case 'cities':
      return areaAtLevel(areaCode(basis, booking), 'city');
    case 'counties':
      return areaAtLevel(areaCode(basis, booking), 'county');
    case 'townships':
      return areaAtLevel(areaCode(basis, booking), 'township');
    case 'villages':
      return areaAtLevel(areaCode(basis, booking), 'village');
    case 'merchants':
      return booking.merchant;
    case 'products':
      return booking.product;
    case 'categories':
      return booking.category;
    case 'platforms':
      return booking.platform;
    case 'hosts':
      return booking.host;
    case 'live-sessions':
      return booking.session;
  }
}

function groupBy(bookings: readonly Booking[], keyOf: (booking: Booking) => string | null): Map<string, Booking[]> {
  const groups = new Map<string, Booking[]>();
  for (const booking of bookings) {
    const key = keyOf(booking);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), booking]);
  }
  return groups;
}

function measure(bookings: readonly Booking[]): Measures {
  const sum = (valueOf: (booking: Booking) => number) => bookings.reduce((total, booking) => total + valueOf(booking), 0);
  const paidFen = sum((booking) => booking.paidFen);
  const refundedFen = sum((booking) => booking.refundedFen);
  const orders = new Set(bookings.flatMap((booking) => booking.paidOrder ?? []));
  return {
    paidFen,
    refundedFen,
    netFen: paidFen - refundedFen,
    orders: orders.size,
    lines: sum((booking) => booking.lines),
    quantity: sum((booking) => booking.quantity),
  };
}

function isZero(row: Measures): boolean {
  return row.paidFen === 0 && row.refundedFen === 0 && !row.orders && row.lines === 0 && row.quantity === 0;
}
