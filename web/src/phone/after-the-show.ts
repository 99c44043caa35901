// What is read after a session besides its card: growth, refunds, the own place.
import { call } from '../api/client.js';
import { businessDayOf } from '../../../src/kernel/business-day.js';
import type { Page } from '../api/intake.js';
import type { Fact } from '../api/my-sessions.js';
import { addDays, type BusinessDay, type DayRange, todayInBeijing } from '../format/days.js';

const REFUND_DAYS = 30;
const GROWTH_MONTHS = 24;
const MOST_ROWS = 20;
/** The newest of them, if there are more. */
const MOST_NOTES = 500;

export interface Month {
  readonly month: string;
  readonly sessions: number;
  readonly facts: readonly Fact[];
}

/** By the month of the start, the oldest first; `hostId` '': all hosts. */
export async function readGrowth(merchantId: string | null, hostId: string): Promise<readonly Month[]> {
  const to = todayInBeijing();
  const query = { from: monthsBefore(to, GROWTH_MONTHS - 1), to, by: 'month', merchantId, hostId: hostId === '' ? null : hostId };
  const { items } = await call<{ readonly items: readonly Month[] }>('/session-facts', { query });
  return items.map(({ month, sessions, facts }) => ({ month, sessions, facts }));
}

export interface NotedSession {
  readonly id: string;
  readonly title: string;
  readonly startedAt: string;
  readonly hostId: string | null;
  readonly note: string;
}

/** What was noted of the sessions of the same months, the earliest first. */
export async function readNotes(merchantId: string | null, hostId: string): Promise<readonly NotedSession[]> {
  const to = todayInBeijing();
  const query = { from: monthsBefore(to, GROWTH_MONTHS - 1), to, withNote: 'true', merchantId, limit: MOST_NOTES };
  const { items } = await call<Page<NotedSession>>('/live-sessions', { query });
  return items
    .filter((session) => hostId === '' || session.hostId === hostId)
    .map(({ id, title, startedAt, hostId: host, note }) => ({ id, title, startedAt, hostId: host, note }))
    .reverse();
}

export function monthOf({ startedAt }: Pick<NotedSession, 'startedAt'>): string {
  return businessDayOf(new Date(startedAt)).slice(0, 7);
}

/** The first day of the month so many months earlier. */
export function monthsBefore(day: BusinessDay, count: number): BusinessDay {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

export interface RefundRow {
  readonly key: string;
  readonly name: string;
  readonly refundedFen: number;
  readonly refunds: number;
  readonly rate: number | null;
}

export interface Refunds {
  readonly range: DayRange;
  readonly asOf: string;
  readonly refundedFen: number;
  readonly rate: number | null;
  readonly byReason: readonly RefundRow[];
  readonly byProduct: readonly RefundRow[];
}

interface RefundReport extends Omit<Refunds, 'byReason' | 'byProduct'> {
  readonly items: readonly RefundRow[];
}

/** Of the orders paid in the last thirty days, what has been refunded so far: only so has a rate one and the same denominator. */
export async function readRefunds(): Promise<Refunds> {
  const to = todayInBeijing();
  const query = { from: addDays(to, 1 - REFUND_DAYS), to, refundView: 'cohort', basis: 'merchant', limit: MOST_ROWS };
  const [reasons, products] = await Promise.all(
    ['reason', 'product'].map((by) => call<RefundReport>('/refunds', { query: { ...query, by } })),
  );
  if (reasons === undefined || products === undefined) throw new Error('Two reports were asked for.');
  const { range, asOf, refundedFen, rate } = reasons;
  return { range, asOf, refundedFen, rate, byReason: reasons.items, byProduct: products.items };
}

export const AMONG = ['county', 'city', 'province'] as const;
export interface Standing {
  readonly among: (typeof AMONG)[number];
  readonly range: DayRange;
  readonly rank: number | null;
  readonly gap: 'under-tenth' | 'tenth-to-half' | 'over-half' | null;
  readonly isWithheld: boolean;
  readonly asOf: string;
}

/** Of this month and the one before. */
export async function readStanding(merchantId: string): Promise<readonly Standing[]> {
  const today = todayInBeijing();
  const periods = [today.slice(0, 7), monthsBefore(today, 1).slice(0, 7)];
  const wanted = periods.flatMap((period) => AMONG.map((among) => ({ period, among })));
  return Promise.all(wanted.map((query) => call<Standing>(`/merchants/${encodeURIComponent(merchantId)}/standing`, { query })));
}
