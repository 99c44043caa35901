export type { CanonicalLine, CanonicalOrderData, CanonicalRefund } from './canonical-order.js';
export { combineRows } from './combine-rows.js';
export { FILE_FAMILIES, type FileFamily, PLATFORM_OF } from './file-family.js';
export type { FileEncoding, FileHead, FileRow, RefusalCode, RowRefusal } from './file-row.js';
export { FileUnreadable, type FileUnreadableCode } from './file-unreadable.js';
export { openFile, type OpenedFile, type OpenFileOptions } from './open-file.js';
export type { Combined, OrderFlag } from './told-order.js';
