import type { FileHead, OrderFlag } from './files/index.js';

/**
 * uploading → reading → preview → committing → committed (all of it is in the inbox) → applied (all of it is counted) → undoing → undone.
 * failed: stopped with a reason; what was committed until then stands. discarded: nobody committed it in time.
 */
export const IMPORT_STATES = [
  'uploading',
  'reading',
  'preview',
  'committing',
  'committed',
  'applied',
  'undoing',
  'undone',
  'failed',
  'discarded',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Work that goes on without a person. */
export type WorkState = Extract<ImportState, 'reading' | 'committing' | 'undoing'>;

export interface ImportFault {
  readonly code: string;
  readonly detail: string;
}

/** What reading, so far, has found in the orders of a file. Amounts are the change in totals, in fen. */
export interface OrderCounts {
  readonly ordersNew: number;
  readonly ordersChanged: number;
  readonly ordersKnown: number;
  /** Refunds of orders nobody has told of yet: they count once the order comes. */
  readonly ordersWaiting: number;
  readonly ordersRefused: number;
  readonly rowsRefused: number;
  readonly rowsPassed: number;
  readonly paidFen: number;
  readonly refundedFen: number;
}

/** Of how many orders a person should know something although they count, and one word of the file about it. */
export interface FlagCount extends Pick<OrderFlag, 'code' | 'value'> {
  readonly count: number;
}

/** An import as it is taken up: everything else is asked for where it is needed. */
export interface LeasedImport {
  readonly id: string;
  readonly shopDbId: string;
  /** For whom the work is done. */
  readonly actingAccountId: string;
  readonly state: WorkState;
  readonly fileName: string;
  readonly byteSize: number;
  readonly family: FileHead['family'] | null;
  readonly isStaged: boolean;
  /** Whoever holds another one may not go on. */
  readonly lease: string;
}

/** Hears before each batch whether the process is to stop; throws then. */
export type GoOn = () => void;
