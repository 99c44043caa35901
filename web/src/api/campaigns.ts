// What the room of campaigns asks of the server.
import { type Basis, call, type Growth } from './client.js';
import type { Page } from './intake.js';
import type { BusinessDay, DayRange } from '../format/days.js';

export const CAMPAIGN_KINDS = ['own', 'platform', 'ministry', 'festival'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];
export const CAMPAIGN_STATES = ['upcoming', 'running', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export interface Partner {
  readonly name: string;
  readonly role: string | null;
}

export interface CampaignValues extends DayRange {
  readonly name: string;
  readonly kind: CampaignKind;
  readonly ownerCode: string;
  readonly areaCodes: readonly string[];
  readonly sessionRule: 'picked' | 'areas';
  readonly isOpen: boolean;
  readonly partners: readonly Partner[];
  readonly label: string | null;
  readonly notes: string | null;
  readonly seriesKey: string | null;
  readonly popularity: number | null;
  readonly popularitySource: string | null;
}

export interface Campaign extends CampaignValues {
  readonly id: string;
  readonly archivedAt: string | null;
}

export interface CampaignFilter {
  readonly from: BusinessDay | null;
  readonly to: BusinessDay | null;
  readonly kind: CampaignKind | null;
  readonly state: CampaignState | null;
  readonly within: string | null;
}

export interface CampaignSession {
  readonly liveSessionId: string;
  readonly merchantName: string;
  readonly title: string;
  readonly startedAt: string;
  readonly partner: string | null;
  readonly isAdded: boolean;
}

export interface LiveSession {
  readonly id: string;
  readonly merchantId: string;
  readonly title: string;
  readonly startedAt: string;
}

export interface ReportNumber {
  readonly metric: string;
  readonly value: number | null;
  readonly sessions: number | null;
}

export interface ReportRow {
  readonly key: string | null;
  readonly name: string | null;
  readonly isRest: boolean;
  readonly sessions: number;
  readonly products: number;
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
}

export interface Compared {
  readonly value: number;
  readonly base: number;
  readonly growth: Growth | null;
}

export interface CampaignComparison {
  readonly kind: 'baseline-weeks' | 'last-edition' | 'lunar-year';
  readonly range: DayRange | null;
  readonly comparedRange: DayRange | null;
  readonly comparedCampaign: { readonly id: string; readonly name: string } | null;
  readonly paid: Compared | null;
  readonly net: Compared | null;
  readonly missing: 'not-begun' | 'no-edition' | 'no-lunar-date' | 'withheld' | null;
  readonly sellers?: 'own';
  readonly ruleZh: string;
  readonly ruleEn: string;
}

export interface CampaignReport {
  readonly campaign: Campaign;
  readonly range: DayRange;
  readonly basis: Basis;
  readonly sellers?: 'own';
  readonly asOf: string;
  readonly numbers: readonly ReportNumber[];
  readonly areas: readonly ReportRow[];
  readonly partners: readonly ReportRow[];
  readonly merchants: readonly ReportRow[];
  readonly comparisons: readonly CampaignComparison[];
}

const LARGEST_PAGE = 500;
const id = encodeURIComponent;

export const campaigns = {
  list: (filter: CampaignFilter, cursor: string | null, signal?: AbortSignal): Promise<Page<Campaign>> =>
    call('/campaigns', { query: { ...filter, cursor }, signal }),
  get: (campaignId: string): Promise<Campaign> => call(`/campaigns/${id(campaignId)}`),
  make: (values: CampaignValues): Promise<Campaign> => call('/campaigns', { method: 'POST', body: values }),
  change: (campaignId: string, values: CampaignValues): Promise<Campaign> =>
    call(`/campaigns/${id(campaignId)}`, { method: 'PATCH', body: values }),
  archive: (campaignId: string): Promise<unknown> => call(`/campaigns/${id(campaignId)}/archive`, { method: 'POST' }),

  report: (campaignId: string, basis: Basis): Promise<CampaignReport> => call(`/campaigns/${id(campaignId)}/report`, { query: { basis } }),
  fileAddress: (campaignId: string, basis: Basis, format: 'csv' | 'xlsx'): string =>
    `/api/v1/campaigns/${id(campaignId)}/report/export?basis=${basis}&format=${format}`,

  sessions: (campaignId: string, cursor: string | null): Promise<Page<CampaignSession>> =>
    call(`/campaigns/${id(campaignId)}/sessions`, { query: { limit: LARGEST_PAGE, cursor } }),
  addSessions: (campaignId: string, liveSessionIds: readonly string[], partner: string | null): Promise<unknown> =>
    call(`/campaigns/${id(campaignId)}/sessions`, { method: 'POST', body: { liveSessionIds, partner } }),
  removeSession: (campaignId: string, liveSessionId: string): Promise<void> =>
    call(`/campaigns/${id(campaignId)}/sessions/${id(liveSessionId)}`, { method: 'DELETE' }),
  join: (campaignId: string, liveSessionId: string): Promise<unknown> =>
    call(`/live-sessions/${id(liveSessionId)}/join-campaign`, { method: 'POST', body: { campaignId } }),
  leave: (campaignId: string, liveSessionId: string): Promise<unknown> =>
    call(`/live-sessions/${id(liveSessionId)}/leave-campaign`, { method: 'POST', body: { campaignId } }),
  sessionsOfDays: ({ from, to }: DayRange, cursor: string | null): Promise<Page<LiveSession>> =>
    call('/live-sessions', { query: { from, to, limit: LARGEST_PAGE, cursor } }),
};
