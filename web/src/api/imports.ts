// What the room of imports asks of the server.
import { call, download, type DownloadedFile, upload } from './client.js';
import type { Page } from './intake.js';

export type ImportState =
  'uploading' | 'reading' | 'preview' | 'committing' | 'committed' | 'applied' | 'undoing' | 'undone' | 'failed' | 'discarded';

export interface RecognisedFile {
  readonly family: string;
  readonly encoding: string;
  readonly sheet: string | null;
  readonly headerRow: number;
  /** `use` null: the column is not read. */
  readonly columns: readonly { readonly name: string; readonly use: string | null }[];
}

export interface FileImport {
  readonly id: string;
  readonly shopName: string | null;
  readonly platform: string | null;
  readonly fileName: string;
  readonly byteSize: number;
  readonly state: ImportState;
  readonly uploadedBy: string;
  readonly fault: { readonly code: string; readonly detail: string } | null;
  readonly recognised: RecognisedFile | null;
  readonly progress: {
    readonly bytesRead: number;
    readonly rowsRead: number;
    readonly isRead: boolean;
    readonly ordersTold: number;
    readonly ordersCommitted: number;
    readonly ordersUndone: number;
    readonly ordersRetired: number;
  };
  readonly counts: {
    readonly ordersNew: number;
    readonly ordersChanged: number;
    readonly ordersKnown: number;
    readonly ordersWaiting: number;
    readonly ordersRefused: number;
    readonly rowsRefused: number;
    readonly rowsPassed: number;
  };
  readonly change: { readonly paidFen: number; readonly refundedFen: number; readonly netFen: number };
  readonly notes: readonly { readonly code: string; readonly count: number; readonly detail: string }[];
  readonly canCommit: boolean;
  readonly canUndo: boolean;
  readonly createdAt: string;
  readonly committedAt: string | null;
  readonly committedBy: string | null;
  readonly undoneAt: string | null;
  readonly undoneBy: string | null;
  readonly undoReason: string | null;
}

export interface RefusedRow {
  readonly row: number;
  readonly orderNo: string;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface WholeImport extends FileImport {
  readonly refusedRows: readonly RefusedRow[];
}

const PAGE = 50;

export const imports = {
  list: (cursor: string | null): Promise<Page<FileImport>> => call('/imports', { query: { limit: PAGE, cursor } }),
  get: (id: string): Promise<WholeImport> => call(`/imports/${encodeURIComponent(id)}`),
  /** `onSent` hears which part of the file has been sent, 0 to 1. */
  upload: (shopId: string, file: File, onSent: (part: number) => void): Promise<{ readonly id: string }> => {
    const form = new FormData();
    form.append('shopId', shopId);
    form.append('file', file);
    return upload('/imports', form, onSent);
  },
  commit: (id: string): Promise<WholeImport> => call(`/imports/${encodeURIComponent(id)}/commit`, { method: 'POST' }),
  undo: (id: string, reason: string): Promise<WholeImport> =>
    call(`/imports/${encodeURIComponent(id)}/undo`, { method: 'POST', body: { reason } }),
  errors: (id: string): Promise<DownloadedFile> => download(`/imports/${encodeURIComponent(id)}/errors.xlsx`, {}),
  template: (format: 'xlsx' | 'csv'): Promise<DownloadedFile> => download('/imports/template', { format }),
};
