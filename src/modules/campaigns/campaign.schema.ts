import { EntitySchema } from 'typeorm';
import type { BusinessDay } from '../../kernel/business-day.js';

/** 自办, 平台, 部委, 节庆. */
export const CAMPAIGN_KINDS = ['own', 'platform', 'ministry', 'festival'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

export const SESSION_RULES = ['picked', 'areas'] as const;
export type SessionRule = (typeof SESSION_RULES)[number];

/** 帮扶单位. */
export interface Partner {
  readonly name: string;
  readonly role: string | null;
}

/** 活动. */
export interface Campaign {
  id: string;
  name: string;
  kind: CampaignKind;
  from: BusinessDay;
  to: BusinessDay;
  ownerCode: string;
  areaCodes: string[];
  sessionRule: SessionRule;
  isOpen: boolean;
  partners: readonly Partner[];
  label: string | null;
  notes: string | null;
  seriesKey: string | null;
  /** 人气, as somebody reported it. */
  popularity: number | null;
  popularitySource: string | null;
  createdAt: Date;
  archivedAt: Date | null;
  revision: number;
}

export const CampaignSchema = new EntitySchema<Campaign>({
  name: 'campaign',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    name: { type: 'text' },
    kind: { type: 'text' },
    from: { type: 'date', name: 'from_day' },
    to: { type: 'date', name: 'to_day' },
    ownerCode: { type: 'text', name: 'owner_code' },
    areaCodes: { type: 'text', name: 'area_codes', array: true },
    sessionRule: { type: 'text', name: 'session_rule', default: 'picked' },
    isOpen: { type: 'boolean', name: 'is_open', default: false },
    partners: { type: 'jsonb' },
    label: { type: 'text', nullable: true },
    notes: { type: 'text', nullable: true },
    seriesKey: { type: 'text', name: 'series_key', nullable: true },
    popularity: {
      type: 'bigint',
      nullable: true,
      transformer: {
        from: (text: string | null) => (text === null ? null : Number(text)),
        to: (count: number | null | undefined) => count,
      },
    },
    popularitySource: { type: 'text', name: 'popularity_source', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    archivedAt: { type: 'timestamptz', name: 'archived_at', nullable: true },
    revision: { type: 'int', default: 1 },
  },
});
