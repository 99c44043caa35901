import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** What a session is for. slow-live (慢直播) and recruiting (带岗/宣传) are not expected to sell; official: an official is on air. */
export const SESSION_KINDS = ['selling', 'slow-live', 'recruiting', 'official'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** 直播场次: when a merchant was on air, with whom, in which shop and room, and what the platform counted. */
export interface LiveSession extends SessionCounters {
  id: string;
  merchantId: string;
  title: string;
  kind: SessionKind;
  startedAt: Date;
  endedAt: Date | null;
  hostId: string | null;
  /** The shop's database id. */
  shopId: string | null;
  roomId: string | null;
  productIds: string[];
  /** A person's own words on it; null: none. */
  note: string | null;
  createdAt: Date;
  archivedAt: Date | null;
  revision: number;
}

/** As the platform reported them; null: not reported. */
export interface SessionCounters {
  views: number | null;
  viewers: number | null;
  buyers: number | null;
  peakOnline: number | null;
  likes: number | null;
  comments: number | null;
  newFollowers: number | null;
  productClicks: number | null;
}

export const LiveSessionSchema = new EntitySchema<LiveSession>({
  name: 'live_session',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    merchantId: { type: 'bigint', name: 'merchant_id' },
    title: { type: 'text' },
    kind: { type: 'text', default: 'selling' },
    startedAt: { type: 'timestamptz', name: 'started_at' },
    endedAt: { type: 'timestamptz', name: 'ended_at', nullable: true },
    hostId: { type: 'bigint', name: 'host_id', nullable: true },
    shopId: { type: 'bigint', name: 'shop_id', nullable: true },
    roomId: { type: 'text', name: 'room_id', nullable: true },
    productIds: { type: 'bigint', name: 'product_ids', array: true },
    note: { type: 'text', nullable: true },
    views: counter('views'),
    viewers: counter('viewers'),
    buyers: counter('buyers'),
    peakOnline: counter('peak_online'),
    likes: counter('likes'),
    comments: counter('comments'),
    newFollowers: counter('new_followers'),
    productClicks: counter('product_clicks'),
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    archivedAt: { type: 'timestamptz', name: 'archived_at', nullable: true },
    revision: { type: 'int', default: 1 },
  },
});

/** The driver hands bigint over as text; nothing above the safe integers is let in. */
function counter(name: string): EntitySchemaColumnOptions {
  const transformer = {
    from: (text: string | null) => (text === null ? null : Number(text)),
    to: (count: number | null | undefined) => count,
  };
  return { type: 'bigint', name, nullable: true, transformer };
}
