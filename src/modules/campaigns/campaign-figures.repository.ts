import { Injectable } from '@nestjs/common';
import type { BusinessDay } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import type { Basis } from '../rankings/index.js';
import type { WeightedDay } from './baseline-weeks.js';

export type FigurePart = 'total' | 'area' | 'partner' | 'merchant';

/** Sums are numeric in SQL and arrive as text. */
export interface FigureRow {
  readonly part: FigurePart;
  /** Of a county, partner or merchant; '' of none, and of the rest. */
  readonly key: string;
  readonly is_rest: boolean;
  readonly is_own: boolean;
  readonly sessions: string;
  readonly views: string | null;
  readonly counted_views: string | null;
  readonly products: string;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly lines: string;
  readonly quantity: string;
}

export interface TakingsRow {
  readonly in_range: boolean;
  readonly is_own: boolean;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly lines: string;
}

const FIGURES = 'select * from campaign_figures($1, $2, $3) order by part, is_rest, paid_fen - refunded_fen desc, key';
const TAKINGS = 'select * from campaign_takings($1, $2, $3, $4)';

/** Reads rollups through functions of the database, which tell nothing of one or two others. */
@Injectable()
export class CampaignFiguresRepository {
  /** `through`: only of sessions that began up to this day; null: of all that have begun. */
  figures(tx: Tx, campaignId: string, basis: Basis, through: BusinessDay | null): Promise<FigureRow[]> {
    return tx.query<FigureRow>(FIGURES, [campaignId, basis, through]);
  }

  takings(tx: Tx, campaignId: string, now: readonly WeightedDay[], then: readonly WeightedDay[]): Promise<TakingsRow[]> {
    const days = [...now, ...then];
    const isNow = days.map((_day, index) => index < now.length);
    return tx.query<TakingsRow>(TAKINGS, [campaignId, days.map(({ day }) => day), days.map(({ weight }) => weight), isNow]);
  }
}
