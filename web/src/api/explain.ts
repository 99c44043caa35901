// Where a number comes from, and the files a ranking leaves in.
import { call, download, type DownloadedFile, type Measures, type RankingRequest } from './client.js';

/** One cell of a ranking: a member, what belongs to none, or the whole. */
export type Cell = { readonly kind: 'member'; readonly id: string } | { readonly kind: 'total' | 'unallocated' };
export type ExplainedBy = 'parts' | 'orders';
export type Additive = Omit<Measures, 'orders'>;

export interface ExplainedPart extends Additive {
  readonly merchantId: string;
  readonly merchantName: string | null;
  readonly shopId: string;
  readonly liveSessionId: string | null;
  readonly sessionTitle: string | null;
  readonly productId: string | null;
  readonly productName: string | null;
}

export interface ExplainedEntry extends Omit<Measures, 'netFen' | 'orders'> {
  readonly kind: string;
  readonly lineNo: string | null;
  readonly day: string;
  readonly payDay: string;
  readonly orders: number;
  readonly refundReason: string | null;
  readonly postedAt: string;
}

export interface ExplainedMessage {
  readonly messageKey: string;
  readonly source: 'platform' | 'file' | 'hand';
  readonly subject: string;
  readonly version: string | null;
  readonly saidAt: string;
  readonly state: string | null;
  readonly receivedAt: string | null;
  readonly file: { readonly importId: string; readonly fileName: string; readonly row: number; readonly isUndone: boolean } | null;
}

export interface ExplainedOrder {
  readonly orderId: string;
  readonly shopId: string;
  readonly orderNo: string;
  readonly paidAt: string | null;
  readonly entries: readonly ExplainedEntry[];
  readonly messages: readonly ExplainedMessage[];
}

interface Explanation<Item> {
  readonly name: string | null;
  readonly asOf: string;
  readonly measures: Measures;
  readonly remainder: Additive;
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export type PartsExplanation = Explanation<ExplainedPart>;
export type OrdersExplanation = Explanation<ExplainedOrder>;

const ROWS = 50;

function questionOf(
  { subject, within, from, to, basis, refundView, category, platform }: RankingRequest,
  cell: Cell,
  cursor: string | null,
) {
  const [id, part] = cell.kind === 'member' ? [cell.id, null] : [null, cell.kind];
  return { subject, within: within || null, from, to, basis, refundView, category, platform, id, part, limit: ROWS, cursor };
}

export const explaining = {
  parts: (query: RankingRequest, cell: Cell, cursor: string | null, signal: AbortSignal): Promise<PartsExplanation> =>
    call('/explain', { query: { ...questionOf(query, cell, cursor), by: 'parts' }, signal }),
  orders: (query: RankingRequest, cell: Cell, cursor: string | null, signal: AbortSignal): Promise<OrdersExplanation> =>
    call('/explain', { query: { ...questionOf(query, cell, cursor), by: 'orders' }, signal }),
};

export function exportRanking({ subject, within, ...rest }: RankingRequest, format: 'csv' | 'xlsx'): Promise<DownloadedFile> {
  return download(`/rankings/${subject}/export`, { ...rest, within: within || null, format });
}

export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
}

export function listCategories(): Promise<{ readonly items: readonly Category[] }> {
  return call('/categories');
}
