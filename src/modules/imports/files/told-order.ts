import type { CanonicalOrderData, CanonicalRefund } from './canonical-order.js';
import type { FileRow, RowRefusal } from './file-row.js';

export type OrderFlagCode = 'refund-amount-unknown' | 'refund-assumed-whole' | 'status-unknown';

/** What a person should know of an order that counts all the same. `value` is the word in the file. */
export interface OrderFlag {
  readonly code: OrderFlagCode;
  readonly lineNo: string | null;
  readonly value: string;
}

/** What all rows of one order come to. `saidAt` is the latest time that stands in them, as ISO 8601. */
export type Combined =
  | { readonly kind: 'order'; readonly data: CanonicalOrderData; readonly saidAt: string; readonly flags: readonly OrderFlag[] }
  | { readonly kind: 'refunds'; readonly orderNo: string; readonly refunds: readonly CanonicalRefund[]; readonly saidAt: string }
  | { readonly kind: 'refused'; readonly refusals: readonly (RowRefusal & { readonly rowNo: number })[] }
  | { readonly kind: 'nothing'; readonly reason: 'total-line' | 'no-time' | 'no-money-moved' };

/** What came back for a line: so much, all of it (nobody says how much, and all is what is assumed), or some unknown sum. */
export type ToldRefund = { readonly fen: number } | { readonly whole: string } | { readonly unknown: string };

/** A line as a family's rows tell it. */
export interface ToldLine {
  readonly row: FileRow;
  readonly lineNo: string;
  readonly itemId: string;
  readonly skuId: string;
  readonly title: string;
  readonly quantity: number;
  /** For the goods. */
  readonly paidFen: number;
  readonly refund: ToldRefund | null;
}

/** An order as a family's rows tell it. Times are milliseconds. */
export interface ToldOrder {
  readonly orderNo: string;
  readonly statusWord: string;
  readonly createdAt: number | null;
  readonly paidAt: number | null;
  readonly shippedAt: number | null;
  readonly completedAt: number | null;
  /** The latest time that stands in the rows. */
  readonly saidAt: number | null;
  readonly payWay: string;
  /** The column of the time of payment, for who has to fill it in. */
  readonly payColumn: string;
  readonly freightFen: number;
  readonly roomId: string | null;
  readonly hostId: string | null;
  readonly channel: string;
  readonly lines: readonly ToldLine[];
  /** When money came back, where the file says so; else the latest time it says. */
  readonly refundedAt: number | null;
}
