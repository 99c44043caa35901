import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import type { Language } from '../../kernel/domain-error.js';
import { fenFromSql } from '../../kernel/money.js';
import { ShopIds } from '../shops/index.js';
import { flagWords } from './files/index.js';
import type { ImportDto, RecognisedFileDto, RefusedRowDto } from './import.dto.js';
import type { ImportRow } from './import.repository.js';
import { faultWords } from './import-faults.js';
import { type RefusedRow, wordsOfRefusal } from './refused-order.js';

/** Imports as the API shows them. */
@Injectable()
export class ImportView {
  constructor(private readonly shopIds: ShopIds) {}

  toDto(row: ImportRow, language: Language): ImportDto {
    const [paidFen, refundedFen] = [fenFromSql(row.paid_fen), fenFromSql(row.refunded_fen)];
    return {
      id: row.id,
      shopId: row.shop_id === null ? null : this.shopIds.encode(row.shop_id),
      shopName: row.shop_name,
      platform: row.platform,
      fileName: row.file_name,
      byteSize: Number(row.byte_size),
      state: row.state,
      uploadedBy: row.uploaded_by,
      fault: row.fault_code === null ? null : faultOf(row.fault_code, row.fault_detail ?? '', language),
      recognised: recognisedOf(row),
      progress: progressOf(row),
      counts: countsOf(row),
      change: { paidFen, refundedFen, netFen: paidFen - refundedFen },
      notes: row.flags.map(({ code, value, count }) => ({ code, count, detail: flagWords({ code, value, lineNo: null }, language) })),
      canCommit: canCommit(row),
      canUndo: canUndo(row),
      createdAt: beijingIso(row.created_at),
      readAt: isoOrNull(row.read_at),
      committedAt: isoOrNull(row.committed_at),
      committedBy: row.committed_by,
      appliedAt: isoOrNull(row.applied_at),
      undoneAt: isoOrNull(row.undone_at),
      undoneBy: row.undone_by,
      undoReason: row.undo_reason,
    };
  }

  toRefusedRow({ rowNo, orderNo, refusal }: RefusedRow, language: Language): RefusedRowDto {
    return { row: rowNo, orderNo, column: refusal.column, value: refusal.value, reason: wordsOfRefusal(refusal, language) };
  }
}

/** Also what stopped half-way: somebody who may goes on with it. */
export function canCommit(row: ImportRow): boolean {
  const isStoppedHalfWay = row.state === 'failed' && row.read_at !== null && row.undone_by === null;
  return row.state === 'preview' || isStoppedHalfWay;
}

export function canUndo(row: ImportRow): boolean {
  const isStoppedHalfWay = row.state === 'failed' && Number(row.orders_committed) > 0;
  return row.state === 'committed' || row.state === 'applied' || isStoppedHalfWay;
}

function faultOf(code: string, detail: string, language: Language): ImportDto['fault'] {
  return { code, detail: faultWords({ code, detail }, language) };
}

function recognisedOf({ family, encoding, sheet, header_row: headerRow, columns }: ImportRow): RecognisedFileDto | null {
  if (family === null || encoding === null || headerRow === null) return null;
  return { family, encoding, sheet, headerRow, columns: [...columns] };
}

function progressOf(row: ImportRow): ImportDto['progress'] {
  const told = [row.orders_new, row.orders_changed, row.orders_known, row.orders_waiting].reduce((sum, count) => sum + Number(count), 0);
  return {
    bytesRead: Number(row.bytes_read),
    rowsRead: Number(row.rows_read),
    isRead: row.is_staged,
    ordersTold: told,
    ordersCommitted: Number(row.orders_committed),
    ordersUndone: Number(row.orders_undone),
    ordersRetired: Number(row.orders_retired),
  };
}

function countsOf(row: ImportRow): ImportDto['counts'] {
  return {
    ordersNew: Number(row.orders_new),
    ordersChanged: Number(row.orders_changed),
    ordersKnown: Number(row.orders_known),
    ordersWaiting: Number(row.orders_waiting),
    ordersRefused: Number(row.orders_refused),
    rowsRefused: Number(row.rows_refused),
    rowsPassed: Number(row.rows_passed),
  };
}

function isoOrNull(instant: Date | null): string | null {
  return instant === null ? null : beijingIso(instant);
}
