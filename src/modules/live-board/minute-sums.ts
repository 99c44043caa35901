import { beijingIso } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import type { MinuteSumsDto, MinuteWindowDto, ProductMinutesDto, ProductWindowDto, SessionMinuteDto } from './session-minutes.dto.js';
import type { MinuteSale } from './session-minutes.repository.js';
import { MINUTE_MS, type SessionWindow } from './session-window.js';

export function sumsOf(sales: readonly MinuteSale[]): MinuteSumsDto {
  return { paidFen: sum(sales, 'paidFen'), refundedFen: sum(sales, 'refundedFen'), orders: sum(sales, 'orders') };
}

export function minuteOf(sales: readonly MinuteSale[], at: Date, startedAt: Date): SessionMinuteDto {
  const own = between(sales, at, new Date(at.getTime() + MINUTE_MS));
  return { at: beijingIso(at), isBeforeStart: at.getTime() + MINUTE_MS <= startedAt.getTime(), ...sumsOf(own) };
}

export function minutesFrom(from: Date, until: Date): Date[] {
  return Array.from({ length: (until.getTime() - from.getTime()) / MINUTE_MS }, (_, index) => new Date(from.getTime() + index * MINUTE_MS));
}

export function windowSums(sales: readonly MinuteSale[], from: Date, until: Date, startedAt: Date): MinuteWindowDto {
  const minutes = minutesFrom(from, until).filter((at) => at.getTime() + MINUTE_MS > startedAt.getTime()).length;
  return { startsAt: beijingIso(from), endsAt: beijingIso(until), minutes, ...sumsOf(between(sales, from, until)) };
}

/** The most of the last ten minutes first, then of the ten before; what is of no product stands among them. */
export function productsOf(sales: readonly MinuteSale[], { from, middle, until }: SessionWindow): ProductMinutesDto[] {
  const lines = between(sales, from, until).filter(({ isLine }) => isLine);
  const products = [...Map.groupBy(lines, ({ productId }) => productId)].map(([productId, own]) => ({
    productId,
    name: own[0]?.productName ?? null,
    last: productSums(between(own, middle, until)),
    before: productSums(between(own, from, middle)),
  }));
  return products
    .filter(({ last, before }) => last.quantity + before.quantity > 0 || last.paidFen + before.paidFen > 0)
    .sort((a, b) => b.last.paidFen - a.last.paidFen || b.before.paidFen - a.before.paidFen || Number(a.productId) - Number(b.productId));
}

function productSums(sales: readonly MinuteSale[]): ProductWindowDto {
  return { paidFen: sum(sales, 'paidFen'), refundedFen: sum(sales, 'refundedFen'), quantity: sum(sales, 'quantity') };
}

function between(sales: readonly MinuteSale[], from: Date, until: Date): MinuteSale[] {
  return sales.filter(({ minute }) => minute >= from && minute < until);
}

function sum(sales: readonly MinuteSale[], of: 'paidFen' | 'refundedFen' | 'quantity' | 'orders'): number {
  return fenFromSql(sales.reduce((total, sale) => total + BigInt(sale[of]), 0n));
}
