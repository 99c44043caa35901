export { writeCsv } from './csv.js';
export { attachmentNamed, FILE_TYPES, type FileFormat } from './file-name.js';
export { withoutFormula } from './formula.js';
export type { Cell, Column, ColumnKind, Sheet } from './sheet.js';
export { readWorkbook, writeWorkbook } from './workbook.js';
