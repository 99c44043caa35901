import { combineCunbo } from './families/cunbo.js';
import { combineDouyin } from './families/douyin.js';
import { combineJd } from './families/jd.js';
import { combineKuaishou } from './families/kuaishou.js';
import { combinePinduoduo } from './families/pinduoduo.js';
import { combineDouyinRefunds, combineKuaishouRefunds } from './families/refunds.js';
import { combineTaobaoItems, combineTaobaoOrders, combineTaobaoWorkbook } from './families/taobao.js';
import { combineWeixin } from './families/weixin.js';
import { combineYouzan } from './families/youzan.js';
import type { FileFamily } from './file-family.js';
import type { FileRow } from './file-row.js';
import { RowFault } from './row-cells.js';
import { isTotalLine } from './row-reader.js';
import type { Combined } from './told-order.js';

const COMBINERS: Readonly<Record<FileFamily, (rows: readonly FileRow[]) => Combined>> = {
  'douyin-orders': combineDouyin,
  'douyin-refunds': combineDouyinRefunds,
  'kuaishou-orders': combineKuaishou,
  'kuaishou-refunds': combineKuaishouRefunds,
  'weixin-orders': combineWeixin,
  'pinduoduo-orders': combinePinduoduo,
  'taobao-orders': combineTaobaoOrders,
  'taobao-items': combineTaobaoItems,
  'taobao-workbook': combineTaobaoWorkbook,
  'jd-orders': combineJd,
  'youzan-orders': combineYouzan,
  'cunbo-orders': combineCunbo,
};

/**
 * What all rows of one order, in the file's order, say together. Pure. An order is all or nothing: with one row that cannot count, none of
 * it does, because what is left would be a smaller order that nobody placed.
 */
export function combineRows(family: FileFamily, rows: readonly FileRow[]): Combined {
  const refusals = rows.flatMap(({ rowNo, refusal }) => (refusal === null ? [] : [{ rowNo, ...refusal }]));
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const standing = rows.filter((row) => !isTotalLine(row));
  if (standing.length === 0) return { kind: 'nothing', reason: 'total-line' };
  try {
    return COMBINERS[family](standing);
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return { kind: 'refused', refusals: [{ rowNo: error.rowNo, ...error.refusal }] };
  }
}
