import type { Booking } from './bookings.js';
import { areasOf } from './places.js';

export const AREA_SUBJECTS = ['cities', 'counties', 'townships', 'villages'] as const;
export const SUBJECTS = [...AREA_SUBJECTS, 'merchants', 'products', 'categories', 'platforms', 'hosts', 'live-sessions'] as const;
export const BASES = ['origin', 'merchant'] as const;
export const REFUND_VIEWS = ['cash', 'cohort'] as const;
export type Subject = (typeof SUBJECTS)[number];
export type Basis = (typeof BASES)[number];
export type RefundView = (typeof REFUND_VIEWS)[number];

export interface Scope {
  readonly from: string;
  readonly to: string;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly within?: string;
  readonly category?: string;
  readonly platform?: string;
}

export function inScope(scope: Scope, bookings: readonly Booking[]): Booking[] {
  return bookings.filter((booking) => {
    const day = scope.refundView === 'cash' ? booking.day : booking.paymentDay;
    if (day < scope.from || day > scope.to) return false;
    if (scope.within !== undefined && !areasOf(areaCode(scope.basis, booking)).includes(scope.within)) return false;
    if (scope.category !== undefined && !isInCategory(booking.category, scope.category)) return false;
    return scope.platform === undefined || booking.platform === scope.platform;
  });
}

function isInCategory(category: string | null, filter: string): boolean {
  return category !== null && (category === filter || category.startsWith(`${filter}.`));
}

export function areaCode(basis: Basis, booking: Booking): string {
  return basis === 'origin' ? booking.origin : booking.home;
}
