// What the room of the county at a glance asks of the server: headline indicators, merchants, targets, unit prices, who fell silent.
import type { DayRange } from '../../../src/kernel/business-day.js';
import { type Basis, call, type Growth } from './client.js';

export type WatchMeasure = 'net' | 'paid';
export type PriceComparison = 'yoy' | 'previous';
export type Silent = 'merchants' | 'villages' | 'townships';
export type FormerPeriod = 'before' | 'last-year';

export interface Figure {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  readonly value: number;
  readonly share: number | null;
  readonly growth: Growth | null;
}

export interface TwoFigures {
  readonly period: Figure;
  readonly cumulative: Figure;
}

export interface HeadlineIndicators {
  readonly range: DayRange;
  readonly comparedRange: DayRange;
  readonly cumulativeRange: DayRange;
  readonly cumulativeComparedRange: DayRange;
  readonly asOf: string;
  readonly items: readonly (TwoFigures & {
    readonly indicator: 'rural-online-retail' | 'farm-online-retail';
    readonly undecided: Figure;
  })[];
  readonly all: TwoFigures;
  readonly areas: readonly {
    readonly code: string;
    readonly name: string;
    readonly isRural: boolean | null;
    readonly rural: TwoFigures;
    readonly farm: TwoFigures;
  }[];
  readonly ruralRule: {
    readonly ruralTownships: number;
    readonly townships: number;
    readonly decided: readonly RuralDecision[];
  };
}

export interface RuralDecision {
  readonly code: string;
  readonly name: string;
  readonly isRural: boolean;
  readonly reason: string;
  readonly decidedOn: string;
}

export interface RuralDivision {
  readonly code: string;
  readonly name: string;
  readonly isRural: boolean;
  readonly isRuralByDefault: boolean;
  readonly reason: string | null;
  readonly decidedOn: string | null;
  readonly setBy: string | null;
}

export interface Stock {
  readonly opening: number;
  readonly added: number;
  readonly closed: number;
  readonly merged: number;
  readonly closing: number;
  readonly net: number;
  readonly netGrowthRate: number | null;
  readonly onRegister: number;
  readonly sold: number;
  readonly soldShare: number | null;
  readonly soldLive: number;
  readonly soldLiveShare: number | null;
  readonly earlier: number;
  readonly closingGrowth: Growth | null;
}

export type MerchantKind = 'cooperative' | 'company' | 'household' | 'collective';

export interface MerchantStock {
  readonly range: DayRange;
  readonly asOf: string;
  readonly total: Stock;
  readonly kinds: readonly (Stock & { readonly kind: MerchantKind })[];
  readonly standing: {
    readonly byNetGrowthRate: number | null;
    readonly rankedByRate: number;
    readonly byClosing: number | null;
    readonly siblings: number;
    readonly among: string;
  } | null;
  readonly areas: readonly (Stock & { readonly code: string; readonly name: string })[];
}

export interface NewTarget {
  readonly divisionCode: string;
  readonly category: string | null;
  readonly year: number;
  readonly measure: WatchMeasure;
  readonly basis: Basis;
  readonly valueFen: number;
  readonly reason: string;
}

export interface Pace {
  readonly expectedFen: number;
  readonly aheadFen: number;
  readonly aheadDays: number;
}

export interface Target extends NewTarget {
  readonly id: string;
  readonly divisionName: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly progress: {
    readonly range: DayRange | null;
    readonly soldFen: number;
    readonly progress: number;
    readonly even: Pace | null;
    readonly likeLastYear: Pace | null;
  };
}

export interface Price {
  readonly paidFen: number;
  readonly quantity: number;
  readonly unitPriceFen: number | null;
}

export interface Prices {
  readonly now: Price;
  readonly then: Price;
  readonly change: number | null;
  readonly months: readonly (Price & { readonly month: string; readonly comparedMonth: string; readonly compared: Price })[];
}

export interface PriceWatch {
  readonly months: readonly string[];
  readonly comparedMonths: readonly string[];
  readonly rule: { readonly thresholdPercent: number; readonly minQuantity: number; readonly compare: PriceComparison };
  readonly asOf: string;
  readonly categories: readonly (Prices & { readonly category: string })[];
  readonly items: readonly (Prices & {
    readonly productId: string;
    readonly name: string;
    readonly merchantName: string;
    readonly category: string;
    readonly hasFallen: boolean;
  })[];
  readonly itemCount: number;
  readonly fallenCount: number;
}

export interface SilenceWatch {
  readonly window: DayRange;
  readonly former: DayRange;
  readonly asOf: string;
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly divisionName: string;
    readonly lastSaleDay: string | null;
    readonly paidFen: number;
    readonly netFen: number;
    readonly lines: number;
  }[];
  readonly silentCount: number;
  readonly formerCount: number;
}

export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

interface Listed<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const MOST = 500;
const id = encodeURIComponent;

export type DeclarationState = 'declared-only' | 'partly-counted' | 'counted';

export interface DeclaredTotals {
  readonly items: readonly {
    readonly liveSessionId: string;
    readonly paidFen: number;
    readonly note: string;
    readonly merchantName: string;
    readonly sessionTitle: string;
    readonly day: string;
    readonly counted: { readonly paidFen: number };
    readonly differenceFen: number;
    readonly state: DeclarationState;
  }[];
  readonly total: { readonly count: number; readonly declaredFen: number; readonly countedPaidFen: number; readonly uncountedFen: number };
  readonly asOf: string;
}

export const countyWatch = {
  indicators: (query: DayRange & { within: string; basis: Basis; measure: WatchMeasure }): Promise<HeadlineIndicators> =>
    call('/headline-indicators', { query: { ...query } }),
  townships: (within: string): Promise<Listed<RuralDivision>> => call('/rural-divisions', { query: { within, limit: MOST } }),
  township: (code: string): Promise<RuralDivision> => call(`/rural-divisions/${id(code)}`),
  decideRural: (code: string, decision: { isRural: boolean; reason: string; decidedOn: string }): Promise<RuralDivision> =>
    call(`/rural-divisions/${id(code)}`, { method: 'PUT', body: decision }),
  withdrawRural: (code: string): Promise<RuralDivision> => call(`/rural-divisions/${id(code)}`, { method: 'DELETE' }),
  stock: (query: DayRange & { within: string }): Promise<MerchantStock> => call('/merchant-stock', { query: { ...query } }),
  targets: (query: { within: string; year: number }): Promise<Listed<Target> & { readonly asOf: string }> =>
    call('/sales-targets', { query: { ...query, limit: MOST } }),
  target: (targetId: string): Promise<NewTarget> => call(`/sales-targets/${id(targetId)}`),
  addTarget: (target: NewTarget): Promise<unknown> => call('/sales-targets', { method: 'POST', body: target }),
  changeTarget: (targetId: string, change: { valueFen: number; reason: string }): Promise<unknown> =>
    call(`/sales-targets/${id(targetId)}`, { method: 'PATCH', body: change }),
  removeTarget: (targetId: string): Promise<void> => call(`/sales-targets/${id(targetId)}`, { method: 'DELETE' }),
  prices: (query: { within: string; month: string; months: number; compare: PriceComparison }): Promise<PriceWatch> =>
    call('/unit-prices', { query: { ...query } }),
  silent: (query: { within: string; of: Silent; days: number; former: FormerPeriod; basis: Basis }): Promise<SilenceWatch> =>
    call('/fallen-silent', { query: { ...query } }),
  declared: (query: DayRange & { within: string }): Promise<DeclaredTotals> =>
    call('/declared-totals', { query: { ...query, limit: MOST } }),
};
