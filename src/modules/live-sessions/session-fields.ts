import { beijingIso } from '../../kernel/business-day.js';
import { definedOnly } from '../../platform/http/index.js';
import type { ChangeLiveSession, LiveSessionDto } from './live-session.dto.js';
import type { LiveSession, SessionKind } from './live-session.schema.js';

const USUAL_KIND: SessionKind = 'selling';

/** What is stored as it is given: everything but times, which are parsed, and links, which are looked up. A kind taken back is the usual one. */
export function ownValues({ title, kind, roomId, note, ...given }: ChangeLiveSession) {
  const { views, viewers, buyers, peakOnline, likes, comments, newFollowers, productClicks } = given;
  const counters = { views, viewers, buyers, peakOnline, likes, comments, newFollowers, productClicks };
  return definedOnly({ title, kind: kind === null ? USUAL_KIND : kind, roomId, note, ...counters });
}

export function sessionAnswer(session: LiveSession, publicShopId: string | null): LiveSessionDto {
  const { id, merchantId, title, kind, startedAt, endedAt, hostId, roomId, productIds, note, createdAt, archivedAt } = session;
  const { views, viewers, buyers, peakOnline, likes, comments, newFollowers, productClicks } = session;
  return {
    id,
    merchantId,
    title,
    kind,
    startedAt: beijingIso(startedAt),
    endedAt: endedAt === null ? null : beijingIso(endedAt),
    hostId,
    shopId: publicShopId,
    roomId,
    productIds,
    note,
    views,
    viewers,
    buyers,
    peakOnline,
    likes,
    comments,
    newFollowers,
    productClicks,
    createdAt: beijingIso(createdAt),
    archivedAt: archivedAt === null ? null : beijingIso(archivedAt),
  };
}
