import type { PrintDocument } from './document.js';

/** What draws on paper is loaded for the first document: it takes some 20 MB, and most processes never print. */
export async function renderPdf(document: PrintDocument): Promise<Buffer> {
  const pdf = await import('./pdf.js');
  return pdf.renderPdf(document);
}
