import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';

const LIST_SESSIONS = sqlFile(import.meta.url, './sql/list-sessions.sql');
const ADD_SESSIONS = sqlFile(import.meta.url, './sql/add-sessions.sql');

export interface CampaignSession {
  readonly liveSessionId: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly title: string;
  readonly startedAt: Date;
  readonly partner: string | null;
  readonly isAdded: boolean;
}

export interface SessionPosition {
  readonly startedAt: Date;
  readonly id: string;
}

@Injectable()
export class CampaignSessionRepository {
  add(tx: Tx, campaignId: string, liveSessionIds: readonly string[], partner: string | null): Promise<{ added: number; changed: number }> {
    return tx.one(ADD_SESSIONS, [campaignId, [...liveSessionIds].sort(), partner]);
  }

  async remove(tx: Tx, campaignId: string, liveSessionId: string): Promise<boolean> {
    const statement = 'delete from campaign_session where campaign_id = $1 and live_session_id = $2 returning live_session_id';
    return (await tx.query(statement, [campaignId, liveSessionId])).length > 0;
  }

  /** Of those the principal sees, the earliest first. */
  list(tx: Tx, campaignId: string, after: SessionPosition | null, count: number): Promise<CampaignSession[]> {
    return tx.query<CampaignSession>(LIST_SESSIONS, [campaignId, after?.startedAt ?? null, after?.id ?? null, count]);
  }
}
