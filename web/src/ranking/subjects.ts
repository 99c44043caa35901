import type { DivisionLevel } from '../../../src/kernel/division-code.js';
import type { RankingRequest, Subject } from '../api/client.js';

interface Shape {
  /** Of the areas that are ranked; null: no areas. */
  readonly level: DivisionLevel | null;
  /** An order may hold several of them, so they are not ranked by orders. */
  readonly sharesOrders?: true;
  /** Names repeat: rows carry the path. */
  readonly needsPath?: true;
  /** What a click on a member shows, where it is no area; without it a member leads to where its number comes from. */
  readonly below?: (query: RankingRequest, id: string) => RankingRequest;
}

/** Everything that can be ranked, in the order in which it is offered. One more is one more line here, and its words. */
const SHAPES: Readonly<Record<Subject, Shape>> = {
  cities: { level: 'city' },
  counties: { level: 'county' },
  townships: { level: 'township', needsPath: true },
  villages: { level: 'village', needsPath: true },
  merchants: { level: null },
  products: { level: null, sharesOrders: true },
  categories: { level: null, sharesOrders: true, below: (query, category) => ({ ...query, category, subject: 'products' }) },
  platforms: { level: null, below: (query, platform) => ({ ...query, platform, subject: 'merchants' }) },
  hosts: { level: null },
  'live-sessions': { level: null },
  campaigns: { level: null },
};

const isSubject = (name: string): name is Subject => name in SHAPES;
export const SUBJECTS: readonly Subject[] = Object.keys(SHAPES).filter(isSubject);

export function shapeOf(subject: Subject): Shape {
  return SHAPES[subject];
}
