export type * from './document.js';
export { renderPdf } from './pdf.js';
export { renderXlsx } from './xlsx.js';
