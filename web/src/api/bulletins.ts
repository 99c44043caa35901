// What the room of bulletins asks of the server, and what strangers ask: to follow a link, or to see the public page.
import type { DayRange } from '../../../src/kernel/business-day.js';
import { ApiError, call, type Basis, type Growth, type RefundView } from './client.js';
import type { Page } from './intake.js';

export const BULLETIN_STATES = ['draft', 'checked', 'issued', 'frozen', 'withdrawn'] as const;
export type BulletinState = (typeof BULLETIN_STATES)[number];

export interface Period {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  readonly orders: number | null;
  readonly growth: Growth | null;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly isZone: boolean;
  readonly rank: number | null;
  readonly previousRank: number | null;
  readonly lastMonthRank: number | null;
  readonly share: number | null;
  readonly month: Period;
  readonly cumulative: Period;
}

export interface Figures {
  readonly memberLevel: 'city' | 'county' | 'township' | 'village';
  readonly month: string;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly asOf: string;
  readonly members: readonly Member[];
  readonly total: Period;
  readonly cumulativeTotal: Period;
  readonly unallocated: Period;
  readonly cumulativeUnallocated: Period;
}

export interface CopyHead {
  readonly version: number;
  readonly reason: string | null;
  readonly madeBy?: string;
  readonly madeAt: string;
}

export interface BulletinContent {
  readonly number: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly body: string;
  readonly bodyEn: string;
  readonly notes: readonly string[];
  readonly notesEn: readonly string[];
  readonly figures: Figures;
}

export interface Bulletin extends BulletinContent {
  readonly id: string;
  readonly divisionCode: string;
  readonly month: string;
  readonly state: BulletinState;
  readonly version: number | null;
  readonly isPublic: boolean;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
  readonly issuedBy: string | null;
  readonly issuedAt: string | null;
  readonly freezesAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawalReason: string | null;
  readonly copies: readonly CopyHead[];
}

export interface BulletinSummary {
  readonly id: string;
  readonly divisionCode: string;
  readonly divisionName: string;
  readonly month: string;
  readonly state: BulletinState;
  readonly number: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly isPublic: boolean;
  readonly draftedBy: string;
  readonly issuedAt: string | null;
  readonly revisions: number;
}

export interface BulletinFilter {
  readonly divisionCode: string | null;
  readonly month: string | null;
  readonly state: BulletinState | null;
}

export interface NewBulletin {
  readonly divisionCode: string;
  readonly month: string;
  readonly basis: Basis;
}

export type BulletinEdit = Partial<Pick<BulletinContent, 'title' | 'titleEn' | 'body' | 'bodyEn' | 'number'>>;

export interface Difference {
  readonly of: string;
  readonly name: string;
  readonly period: 'month' | 'cumulative';
  readonly field: 'paidFen' | 'refundedFen' | 'netFen' | 'orders' | 'lines' | 'rank';
  readonly issued: number | null;
  readonly now: number | null;
}

export interface BulletinLink {
  readonly id: string;
  readonly recipient: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

export interface GivenBulletin extends BulletinContent {
  readonly month: string;
  readonly issuedAt: string;
  readonly isFrozen: boolean;
  readonly version: number;
  readonly copies: readonly CopyHead[];
}

export interface PublicPeriod {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  readonly orders: number | null;
  readonly growthKind: Growth['kind'] | null;
  readonly growthRate: number | null;
}

export interface PublicMember {
  readonly id: string;
  readonly name: string;
  readonly isZone: boolean;
  readonly isWithheld: boolean;
  readonly rank: number | null;
  readonly lastMonthRank: number | null;
  readonly share: number | null;
  readonly month: PublicPeriod | null;
  readonly cumulative: PublicPeriod | null;
}

export interface PublicHead {
  readonly id: string;
  readonly divisionName: string;
  readonly month: string;
  readonly number: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly issuedAt: string;
  readonly version: number;
}

export interface PublicFigures {
  readonly memberLevel: Figures['memberLevel'];
  readonly month: string;
  readonly range: DayRange;
  readonly asOf: string;
  readonly members: readonly PublicMember[];
  readonly total: PublicPeriod | null;
  readonly cumulativeTotal: PublicPeriod | null;
  readonly scope: { readonly sellers: number | null; readonly baseSellers: number | null };
}

export interface PublicBulletin extends PublicHead {
  readonly reason: string | null;
  readonly figures: PublicFigures;
}

export interface PublicPageSetting {
  readonly isOn: boolean;
  readonly title: string;
}

export type FileFormat = 'pdf' | 'xlsx';

const thing = (id: string): string => `/bulletins/${encodeURIComponent(id)}`;

export const bulletins = {
  list: (filter: BulletinFilter, cursor: string | null, signal?: AbortSignal): Promise<Page<BulletinSummary>> =>
    call('/bulletins', { query: { ...filter, cursor, limit: 50 }, signal }),
  make: (wanted: NewBulletin): Promise<Bulletin> => call('/bulletins', { method: 'POST', body: wanted }),
  get: (id: string, version: number | null): Promise<Bulletin> => call(thing(id), { query: { version } }),
  edit: (id: string, changes: BulletinEdit): Promise<Bulletin> => call(thing(id), { method: 'PATCH', body: changes }),
  recompute: (id: string): Promise<Bulletin> => call(`${thing(id)}/recompute`, { method: 'POST' }),
  check: (id: string): Promise<Bulletin> => call(`${thing(id)}/check`, { method: 'POST', of: thing(id) }),
  issue: (id: string, issue: { number: string | null; isPublic: boolean }): Promise<Bulletin> =>
    call(`${thing(id)}/issue`, { method: 'POST', body: issue, of: thing(id) }),
  freeze: (id: string): Promise<Bulletin> => call(`${thing(id)}/freeze`, { method: 'POST' }),
  withdraw: (id: string, reason: string): Promise<Bulletin> => call(`${thing(id)}/withdraw`, { method: 'POST', body: { reason } }),
  differences: (id: string): Promise<{ readonly version: number; readonly items: readonly Difference[] }> =>
    call(`${thing(id)}/differences`),
  revise: (id: string, reason: string): Promise<Bulletin> => call(`${thing(id)}/revisions`, { method: 'POST', body: { reason } }),
  links: (id: string): Promise<Page<BulletinLink>> => call(`${thing(id)}/links`, { query: { limit: 500 } }),
  makeLink: (id: string, recipient: string, days: number): Promise<BulletinLink & { readonly url: string }> =>
    call(`${thing(id)}/links`, { method: 'POST', body: { recipient, days } }),
  revokeLink: (id: string, linkId: string): Promise<void> => call(`${thing(id)}/links/${encodeURIComponent(linkId)}`, { method: 'DELETE' }),
  fileAddress: (id: string, format: FileFormat, version: number | null, language: string): string =>
    `/api/v1${thing(id)}/file?format=${format}&language=${language}${version === null ? '' : `&version=${version}`}`,

  publicPage: (): Promise<PublicPageSetting> => call('/public-page'),
  changePublicPage: (page: PublicPageSetting): Promise<PublicPageSetting> => call('/public-page', { method: 'PUT', body: page }),

  open: (token: string): Promise<GivenBulletin> => call('/bulletins/open', { method: 'POST', body: { token }, mayBeSignedOut: true }),
  /** The token is sent in a body: an address would end up in logs. */
  openFile: async (token: string, format: FileFormat, language: string): Promise<Blob> => {
    const body = JSON.stringify({ token, format, language });
    const response = await fetch('/api/v1/bulletins/open/file', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    if (!response.ok) throw new ApiError(response.status, 'unknown', '');
    return response.blob();
  },
  published: (cursor: string | null): Promise<Page<PublicHead> & { readonly title: string }> =>
    call('/public/bulletins', { query: { cursor, limit: 50 }, mayBeSignedOut: true }),
  publishedOne: (id: string): Promise<PublicBulletin> => call(`/public/bulletins/${encodeURIComponent(id)}`, { mayBeSignedOut: true }),
};
