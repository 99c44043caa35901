import type { CanonicalRefund } from '../canonical-order.js';
import type { FileRow } from '../file-row.js';
import { iso, latest } from '../order-building.js';
import { fenIn, idIn, rowFault, textIn, timeIn } from '../row-cells.js';
import type { Combined } from '../told-order.js';

interface RefundColumns {
  readonly orderNo: string;
  readonly amount: string;
  readonly freight: string | null;
  readonly asked: string;
  readonly ended: string;
  readonly lineNo: (row: FileRow) => string;
}

/** Case by case, by the line's number, as the platform's own after-sales name it. Freight that came back stands in a column of its own. */
export function combineDouyinRefunds(rows: readonly FileRow[]): Combined {
  return combine(rows, {
    orderNo: '订单号',
    amount: '退商品金额',
    freight: '退运费金额',
    asked: '售后申请时间',
    ended: '售后完结时间',
    lineNo: (row) => idIn(row, '商品单号', 'no-line-no'),
  });
}

/** An order of 快手 has one line, which is called 1. */
export function combineKuaishouRefunds(rows: readonly FileRow[]): Combined {
  return combine(rows, { orderNo: '订单编号', amount: '退款金额', freight: null, asked: '申请时间', ended: '完结时间', lineNo: () => '1' });
}

function combine(rows: readonly FileRow[], columns: RefundColumns): Combined {
  const said = latest(rows.flatMap((row) => [timeIn(row, columns.asked), timeIn(row, columns.ended)]));
  const refunds = numbered(rows.map((row) => refundOf(row, columns)));
  if (said === null) return { kind: 'nothing', reason: 'no-time' };
  return { kind: 'refunds', orderNo: rows[0]?.orderNo ?? '', refunds, saidAt: iso(said) };
}

/** A case of several lines is a refund for each; one that stands twice is told by its last row. */
function numbered(refunds: readonly CanonicalRefund[]): CanonicalRefund[] {
  const byCaseAndLine = new Map(refunds.map((refund) => [`${refund.refundNo}\n${refund.lineNo}`, refund]));
  const standing = [...byCaseAndLine.values()];
  const isOfSeveral = ({ refundNo }: CanonicalRefund): boolean => standing.filter((other) => other.refundNo === refundNo).length > 1;
  return standing.map((refund) => (isOfSeveral(refund) ? { ...refund, refundNo: `${refund.refundNo}:${refund.lineNo}` } : refund));
}

function refundOf(row: FileRow, columns: RefundColumns): CanonicalRefund {
  const kind = kindOf(textIn(row, '售后类型'));
  const status = statusOf(textIn(row, '售后状态'));
  const movesMoney = kind !== 'exchange' && kind !== 'resend' && !textIn(row, '退款方式').includes('无需退款');
  const endedAt = timeIn(row, columns.ended);
  const isDone = status === 'succeeded';
  if (isDone && endedAt === null) throw rowFault(row, 'no-refund-time', columns.ended);
  if (isDone && movesMoney && fenIn(row, columns.amount) === null) throw rowFault(row, 'no-refund-amount', columns.amount);
  return {
    refundNo: idIn(row, '售后单号', 'no-refund-no'),
    lineNo: columns.lineNo(row),
    amountFen: movesMoney ? (fenIn(row, columns.amount) ?? 0) : 0,
    freightFen: movesMoney && columns.freight !== null ? (fenIn(row, columns.freight) ?? 0) : 0,
    quantity: null,
    kind,
    status,
    succeededAt: isDone && endedAt !== null ? iso(endedAt) : null,
    reason: null,
  };
}

function kindOf(word: string): CanonicalRefund['kind'] {
  if (/换货|维修/.test(word)) return 'exchange';
  if (/补寄|补发/.test(word)) return 'resend';
  return word.includes('退货') ? 'return' : 'refund';
}

/** Words of which no list is public: only what says that it succeeded moves money. */
function statusOf(word: string): CanonicalRefund['status'] {
  if (/关闭|取消|撤销/.test(word)) return 'cancelled';
  if (/拒绝|失败/.test(word)) return 'refused';
  return /成功|完成|已退款|已完结/.test(word) && !/待|中$/.test(word) ? 'succeeded' : 'requested';
}
