import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf, isBusinessDay, lengthInDays } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import {
  decodeCursor,
  definedOnly,
  InputError,
  OnceWriter,
  OutOfScope,
  type Page,
  Precondition,
  toPage,
  type WriteRequest,
} from '../../platform/http/index.js';
import { DivisionService } from '../divisions/index.js';
import type { CampaignDto, CampaignQuery, ChangeCampaign, CreateCampaign } from './campaign.dto.js';
import { CampaignError } from './campaign.errors.js';
import { type CampaignPosition, CampaignRepository, type CampaignValues } from './campaign.repository.js';
import type { Campaign } from './campaign.schema.js';

const MAX_DAYS = 366;
const CLEARED = { label: null, notes: null, seriesKey: null, popularity: null, popularitySource: null };
const PLAIN = { sessionRule: 'picked', isOpen: false, partners: [] } as const;

/** Campaigns: which days, areas and partners. The database keeps a bureau to its own division, its areas too. */
@Injectable()
export class CampaignService {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly campaigns: CampaignRepository,
    private readonly divisions: DivisionService,
    private readonly clock: Clock,
  ) {}

  create(write: WriteRequest, given: CreateCampaign): Promise<CampaignDto> {
    return this.writer.run(write, async (tx) => {
      const { name, kind, from, to, ownerCode, areaCodes } = given;
      const values = { ...PLAIN, ...CLEARED, ...named(given), name, kind, from, to, ownerCode, areaCodes };
      await this.requireSound(tx, values, given);
      return toDto(await this.campaigns.insert(tx, values));
    });
  }

  get(principal: Principal, id: string): Promise<CampaignDto> {
    return this.database.snapshot(principal, async (tx) => toDto(await this.require(tx, id)));
  }

  list(principal: Principal, { limit, cursor, ...filter }: CampaignQuery): Promise<Page<CampaignDto>> {
    const today = businessDayOf(this.clock.now());
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.campaigns.list(tx, { ...filter, today }, positionOf(cursor), limit + 1), limit, toDto, ({ from, id }) => [
        from,
        id,
      ]),
    );
  }

  change(principal: Principal, id: string, changes: ChangeCampaign, expected = Precondition.NONE): Promise<CampaignDto> {
    return this.database.transaction(principal, async (tx) => {
      const before = await this.requireForChange(tx, id);
      await expected.require(() => toDto(before));
      const after: Campaign = { ...before, ...named(changes) };
      await this.requireSound(tx, after, changes);
      return toDto(await this.campaigns.update(tx, after));
    });
  }

  archive(principal: Principal, id: string, expected = Precondition.NONE): Promise<CampaignDto> {
    return this.database.transaction(principal, async (tx) => {
      const campaign = await this.requireForChange(tx, id);
      await expected.require(() => toDto(campaign));
      if (campaign.archivedAt !== null) return toDto(campaign);
      return toDto(await this.campaigns.update(tx, { ...campaign, archivedAt: this.clock.now() }));
    });
  }

  /** The campaign an address names. */
  async require(tx: Tx, id: string): Promise<Campaign> {
    return known(await this.campaigns.find(tx, id), id);
  }

  /** Locked. One that is seen, but kept by another division, is out of scope. */
  async requireForChange(tx: Tx, id: string): Promise<Campaign> {
    const campaign = await this.campaigns.findForChange(tx, id);
    if (campaign !== null) return campaign;
    await this.require(tx, id);
    throw new OutOfScope();
  }

  private async requireSound(tx: Tx, { from, to, partners }: CampaignValues, given: ChangeCampaign): Promise<void> {
    const pointer = given.to === undefined ? '/from' : '/to';
    if (from > to) throw new CampaignError('campaigns.range', { from, to }, pointer);
    if (lengthInDays({ from, to }) > MAX_DAYS) throw new CampaignError('campaigns.too-long', { days: MAX_DAYS }, pointer);
    const twice = partners.findIndex(({ name }, index) => partners.findIndex((other) => other.name === name) < index);
    if (twice >= 0) throw new CampaignError('campaigns.partner-twice', { name: partners[twice]?.name ?? '' }, `/partners/${twice}/name`);
    if (given.ownerCode !== undefined) await this.divisions.requireKnown(tx, given.ownerCode, '/ownerCode');
    for (const [index, code] of (given.areaCodes ?? []).entries()) await this.divisions.requireKnown(tx, code, `/areaCodes/${index}`);
  }
}

/** The fields a body names; null puts back what cannot be cleared. */
function named({ sessionRule, isOpen, partners, ...others }: ChangeCampaign): Partial<CampaignValues> {
  const plain = definedOnly({
    sessionRule: sessionRule === null ? PLAIN.sessionRule : sessionRule,
    isOpen: isOpen === null ? PLAIN.isOpen : isOpen,
    partners: partners === null ? PLAIN.partners : partners,
  });
  return { ...definedOnly(others), ...plain };
}

function known(campaign: Campaign | null, id: string): Campaign {
  if (campaign === null) throw new CampaignError('campaigns.not-found', { id });
  return campaign;
}

export function toDto(campaign: Campaign): CampaignDto {
  const { id, name, kind, from, to, ownerCode, areaCodes, sessionRule, isOpen, partners } = campaign;
  const { label, notes, seriesKey, popularity, popularitySource, createdAt, archivedAt } = campaign;
  return {
    ...{ id, name, kind, from, to, ownerCode, areaCodes, sessionRule, isOpen },
    partners: partners.map((partner) => ({ name: partner.name, role: partner.role ?? null })),
    ...{ label, notes, seriesKey, popularity, popularitySource },
    createdAt: beijingIso(createdAt),
    archivedAt: archivedAt === null ? null : beijingIso(archivedAt),
  };
}

function positionOf(cursor: string | undefined): CampaignPosition | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [from, id] = key.map(String);
  if (from === undefined || id === undefined || !isBusinessDay(from) || !/^\d{1,18}$/.test(id)) throw new InputError('input.cursor');
  return { from, id };
}
