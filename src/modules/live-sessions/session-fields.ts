import { beijingIso } from '../../kernel/business-day.js';
import { definedOnly } from '../../platform/http/index.js';
import type { ChangeLiveSession, LiveSessionDto } from './live-session.dto.js';
import type { LiveSession } from './live-session.schema.js';

/** What is stored as it is given: everything but times, which are parsed, and links, which are looked up. */
export function ownValues({ title, roomId, views, viewers, peakOnline, likes, comments, newFollowers, productClicks }: ChangeLiveSession) {
  return definedOnly({ title, roomId, views, viewers, peakOnline, likes, comments, newFollowers, productClicks });
}

export function sessionAnswer(session: LiveSession, publicShopId: string | null): LiveSessionDto {
  const { id, merchantId, title, startedAt, endedAt, hostId, roomId, productIds, createdAt, archivedAt } = session;
  const { views, viewers, peakOnline, likes, comments, newFollowers, productClicks } = session;
  return {
    id,
    merchantId,
    title,
    startedAt: beijingIso(startedAt),
    endedAt: endedAt === null ? null : beijingIso(endedAt),
    hostId,
    shopId: publicShopId,
    roomId,
    productIds,
    views,
    viewers,
    peakOnline,
    likes,
    comments,
    newFollowers,
    productClicks,
    createdAt: beijingIso(createdAt),
    archivedAt: archivedAt === null ? null : beijingIso(archivedAt),
  };
}
