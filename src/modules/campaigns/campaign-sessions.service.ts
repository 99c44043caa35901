import { Injectable } from '@nestjs/common';
import { beijingIso, businessDayOf } from '../../kernel/business-day.js';
import { parseInstant } from '../../kernel/instant.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, OnceWriter, type Page, type PageQuery, toPage, type WriteRequest } from '../../platform/http/index.js';
import { LiveSessionService } from '../live-sessions/index.js';
import type { AddCampaignSessions, AddedSessionsDto, CampaignSessionDto } from './campaign-session.dto.js';
import { type CampaignSession, CampaignSessionRepository, type SessionPosition } from './campaign-session.repository.js';
import { CampaignError } from './campaign.errors.js';
import { CampaignRepository } from './campaign.repository.js';
import type { Campaign } from './campaign.schema.js';
import { CampaignService } from './campaign.service.js';

/** Which live sessions belong to a campaign. A session may belong to several; in each it counts once. */
@Injectable()
export class CampaignSessions {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly members: CampaignSessionRepository,
    private readonly campaigns: CampaignService,
    private readonly repository: CampaignRepository,
    private readonly sessions: LiveSessionService,
  ) {}

  list(principal: Principal, id: string, { limit, cursor }: PageQuery): Promise<Page<CampaignSessionDto>> {
    return this.database.snapshot(principal, async (tx) => {
      await this.campaigns.require(tx, id);
      const rows = await this.members.list(tx, id, positionOf(cursor), limit + 1);
      return toPage(rows, limit, toDto, ({ startedAt, liveSessionId }) => [startedAt.toISOString(), liveSessionId]);
    });
  }

  add(write: WriteRequest, id: string, { liveSessionIds, partner = null }: AddCampaignSessions): Promise<AddedSessionsDto> {
    return this.writer.run(write, async (tx) => {
      const campaign = await this.campaigns.requireForChange(tx, id);
      if (partner !== null && !campaign.partners.some(({ name }) => name === partner))
        throw new CampaignError('campaigns.unknown-partner', { name: partner }, '/partner');
      for (const [index, sessionId] of liveSessionIds.entries())
        await this.requireOfDays(tx, campaign, sessionId, `/liveSessionIds/${index}`);
      return this.members.add(tx, id, liveSessionIds, partner);
    });
  }

  remove(principal: Principal, id: string, liveSessionId: string): Promise<void> {
    return this.database.transaction(principal, async (tx) => {
      await this.campaigns.requireForChange(tx, id);
      await this.requireRemoved(tx, id, liveSessionId);
    });
  }

  /** A merchant adds a session of its own. */
  join(write: WriteRequest, liveSessionId: string, campaignId: string): Promise<AddedSessionsDto> {
    return this.writer.run(write, async (tx) => {
      const campaign = await this.requireOpen(tx, campaignId);
      await this.requireOfDays(tx, campaign, liveSessionId, null);
      return this.members.add(tx, campaignId, [liveSessionId], null);
    });
  }

  leave(write: WriteRequest, liveSessionId: string, campaignId: string): Promise<AddedSessionsDto> {
    return this.writer.run(write, async (tx) => {
      await this.requireOpen(tx, campaignId);
      await this.requireRemoved(tx, campaignId, liveSessionId);
      return { added: 0, changed: 0 };
    });
  }

  private async requireOpen(tx: Tx, id: string): Promise<Campaign> {
    const campaign = await this.repository.find(tx, id);
    if (campaign === null) throw new CampaignError('campaigns.unknown', { id }, '/campaignId');
    if (!campaign.isOpen || campaign.archivedAt !== null) throw new CampaignError('campaigns.closed');
    return campaign;
  }

  private async requireOfDays(tx: Tx, { from, to }: Campaign, id: string, pointer: string | null): Promise<void> {
    const session = await this.sessions.find(tx, id);
    if (session === null) throw new CampaignError('campaigns.unknown-session', { id }, pointer);
    const day = businessDayOf(session.startedAt);
    if (day < from || day > to) throw new CampaignError('campaigns.session-outside-days', { id, from, to }, pointer);
  }

  private async requireRemoved(tx: Tx, id: string, liveSessionId: string): Promise<void> {
    if (!(await this.members.remove(tx, id, liveSessionId))) throw new InputError('input.not-found', { id: liveSessionId });
  }
}

function toDto({ startedAt, ...session }: CampaignSession): CampaignSessionDto {
  return { ...session, startedAt: beijingIso(startedAt) };
}

function positionOf(cursor: string | undefined): SessionPosition | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const startedAt = parseInstant(key[0]);
  const id = String(key[1]);
  if (startedAt === null || !/^\d{1,18}$/.test(id)) throw new InputError('input.cursor');
  return { startedAt, id };
}
