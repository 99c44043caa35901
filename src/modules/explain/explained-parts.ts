import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { decodeCursor, InputError, type Page, toPage } from '../../platform/http/index.js';
import type { CellRead } from '../rankings/index.js';
import { ShopIds } from '../shops/index.js';
import { additive } from './additive.js';
import type { ExplainedPartDto } from './explain.dto.js';
import { type AdditiveRow, ExplainRepository, type PartPlace, type PartRow } from './explain.repository.js';

/** A cell by merchant, shop, live session and product. A part that grows or shrinks meanwhile may change pages, as in a ranking. */
@Injectable()
export class ExplainedParts {
  constructor(
    private readonly repository: ExplainRepository,
    private readonly shopIds: ShopIds,
  ) {}

  async page(tx: Tx, cell: CellRead, limit: number, cursor?: string): Promise<Page<ExplainedPartDto> & { whole: AdditiveRow }> {
    const { rows, whole } = await this.repository.listParts(tx, cell, placeAfter(cursor), limit + 1);
    const page = toPage(
      rows,
      limit,
      (row) => this.toDto(row),
      (row) => [row.net_fen, row.merchant_id, row.shop_id, row.live_session_id, row.product_id],
    );
    return { ...page, whole };
  }

  private toDto(row: PartRow): ExplainedPartDto {
    return {
      merchantId: row.merchant_id,
      merchantName: row.merchant_name,
      shopId: this.shopIds.encode(row.shop_id),
      liveSessionId: row.live_session_id === '0' ? null : row.live_session_id,
      sessionTitle: row.session_title,
      productId: row.product_id === '0' ? null : row.product_id,
      productName: row.product_name,
      ...additive(row),
    };
  }
}

function placeAfter(cursor: string | undefined): PartPlace | null {
  const key = decodeCursor(cursor, 5);
  if (key === null) return null;
  const [netFen = '', ...ids] = key.map(String);
  const [merchantId = '', shopDbId = '', liveSessionId = '', productId = ''] = ids;
  if (!/^-?\d{1,30}$/.test(netFen) || !ids.every((id) => /^\d{1,18}$/.test(id))) throw new InputError('input.cursor');
  return { netFen, merchantId, shopDbId, liveSessionId, productId };
}
