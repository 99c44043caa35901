import { Injectable } from '@nestjs/common';
import type { BusinessDay } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';
import type { CampaignState } from './campaign.dto.js';
import { type Campaign, type CampaignKind, CampaignSchema } from './campaign.schema.js';

export type CampaignValues = Omit<Campaign, 'id' | 'createdAt' | 'archivedAt' | 'revision'>;

export interface CampaignFilter {
  readonly from?: BusinessDay | undefined;
  readonly to?: BusinessDay | undefined;
  readonly kind?: CampaignKind | undefined;
  readonly state?: CampaignState | undefined;
  readonly within?: string | undefined;
  readonly today: BusinessDay;
}

export interface CampaignPosition {
  readonly from: BusinessDay;
  readonly id: string;
}

const STATES: Readonly<Record<CampaignState, string>> = {
  upcoming: 'campaign.from > :today',
  running: 'campaign.from <= :today and campaign.to >= :today',
  ended: 'campaign.to < :today',
};
const TOUCHES =
  'exists (select from unnest(campaign.areaCodes) as area (code) where starts_with(area.code, :within) or starts_with(:within, area.code))';

@Injectable()
export class CampaignRepository {
  insert(tx: Tx, values: CampaignValues): Promise<Campaign> {
    const table = tx.table(CampaignSchema);
    return table.save(table.create(values));
  }

  find(tx: Tx, id: string): Promise<Campaign | null> {
    return tx.table(CampaignSchema).findOneBy({ id });
  }

  /** Locks the row, so that two changes at once happen one after the other; null of one the principal may not change. */
  findForChange(tx: Tx, id: string): Promise<Campaign | null> {
    return tx.table(CampaignSchema).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  update(tx: Tx, campaign: Campaign): Promise<Campaign> {
    return tx.table(CampaignSchema).save({ ...campaign, revision: campaign.revision + 1 });
  }

  /** Those that are not archived, the latest to begin first, beginning after `position`. */
  list(
    tx: Tx,
    { from, to, kind, state, within, today }: CampaignFilter,
    position: CampaignPosition | null,
    count: number,
  ): Promise<Campaign[]> {
    const query = tx.table(CampaignSchema).createQueryBuilder('campaign').where('campaign.archivedAt is null');
    if (from !== undefined) query.andWhere('campaign.to >= :from', { from });
    if (to !== undefined) query.andWhere('campaign.from <= :to', { to });
    if (kind !== undefined) query.andWhere('campaign.kind = :kind', { kind });
    if (state !== undefined) query.andWhere(STATES[state], { today });
    if (within !== undefined) query.andWhere(TOUCHES, { within });
    if (position !== null) query.andWhere('(campaign.from, campaign.id) < (:day::date, :id)', { day: position.from, id: position.id });
    return query.orderBy('campaign.from', 'DESC').addOrderBy('campaign.id', 'DESC').limit(count).getMany();
  }

  /** The edition before this one. */
  async findEditionBefore(tx: Tx, { id, seriesKey, ownerCode, from }: Campaign): Promise<Campaign | null> {
    if (seriesKey === null) return null;
    return tx
      .table(CampaignSchema)
      .createQueryBuilder('campaign')
      .where('campaign.archivedAt is null and campaign.seriesKey = :seriesKey and campaign.ownerCode = :ownerCode', {
        seriesKey,
        ownerCode,
      })
      .andWhere('campaign.from < :from and campaign.id <> :id', { from, id })
      .orderBy('campaign.from', 'DESC')
      .addOrderBy('campaign.id', 'DESC')
      .limit(1)
      .getOne();
  }
}
