export type * from './document.js';
export { renderPdf } from './render-pdf.js';
export { renderXlsx } from './xlsx.js';
