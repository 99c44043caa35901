// What of the page is open beside the ranking itself, kept in the address like it: the kind of picture, and the number that is explained.
import type { Measure, RankingRequest } from '../api/client.js';
import type { Cell, ExplainedBy } from '../api/explain.js';
import { MEASURES } from './ranking-query.js';

export const VIEWS = ['table', 'tiles', 'map'] as const;
export type View = (typeof VIEWS)[number];

export interface Explained {
  readonly cell: Cell;
  readonly measure: Measure;
  readonly by: ExplainedBy;
}

export interface PageState {
  readonly view: View;
  readonly explained: Explained | null;
}

type Address = Readonly<Record<string, unknown>>;

export function parsePageState(address: Address, query: RankingRequest): PageState {
  const view = VIEWS.find((known) => known === address.view) ?? 'table';
  return { view: hasMap(query) ? view : 'table', explained: explainedOf(address) };
}

export function toPageAddress({ view, explained }: PageState): Record<string, string> {
  return { ...(view === 'table' ? {} : { view }), ...(explained === null ? {} : addressOf(explained)) };
}

/** Only counties have a picture. */
export function hasMap({ subject }: RankingRequest): boolean {
  return subject === 'counties';
}

/** A number is explained by its parts, except orders, of which one may have several parts. */
export function explain(cell: Cell, measure: Measure): Explained {
  return { cell, measure, by: measure === 'orders' ? 'orders' : 'parts' };
}

function explainedOf({ why, whyOf, whyBy }: Address): Explained | null {
  const measure = MEASURES.find((known) => known === whyOf);
  if (typeof why !== 'string' || !/^[a-z0-9.-]{1,80}$/.test(why) || measure === undefined) return null;
  const cell: Cell = why === 'total' || why === 'unallocated' ? { kind: why } : { kind: 'member', id: why };
  return { cell, measure, by: whyBy === 'orders' ? 'orders' : 'parts' };
}

function addressOf({ cell, measure, by }: Explained): Record<string, string> {
  return { why: cellKey(cell), whyOf: measure, whyBy: by };
}

/** How a cell stands in addresses and in the table. */
export function cellKey(cell: Cell): string {
  return cell.kind === 'member' ? cell.id : cell.kind;
}
