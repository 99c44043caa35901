import { levelOfCode, type DivisionLevel } from '../../../src/kernel/division-code.js';
import type { Subject } from '../api/client.js';

export interface Scene {
  readonly subject: Subject;
  readonly period: 'today' | 'month';
}

/** The members a wall of each kind of area is about, coarse before fine; a sale is announced by the finest. */
const MEMBERS: Readonly<Record<DivisionLevel, readonly [Subject, ...Subject[]]>> = {
  province: ['cities', 'counties'],
  city: ['counties', 'townships'],
  county: ['townships', 'villages'],
  township: ['villages'],
  village: ['merchants'],
};

/** What the ranking panel shows one after the other: each kind of member, and products, today and this month. */
export function scenesFor(area: string): readonly Scene[] {
  return [...membersOf(area), 'products' as const].flatMap((subject): Scene[] => [
    { subject, period: 'today' },
    { subject, period: 'month' },
  ]);
}

export function finestMembersOf(area: string): Subject {
  const members = membersOf(area);
  return members[members.length - 1] ?? members[0];
}

function membersOf(area: string): readonly [Subject, ...Subject[]] {
  return MEMBERS[levelOfCode(area) ?? 'province'];
}
