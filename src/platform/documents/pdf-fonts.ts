import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;
const face = (name: string) => resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`);

export type Weight = 'regular' | 'bold';

/** Noto Sans SC (SIL OFL 1.1), two weights; only the glyphs a document uses are embedded. */
export function registerFonts(pdf: PDFKit.PDFDocument): void {
  pdf.registerFont('regular', face('400Regular/NotoSansSC_400Regular'));
  pdf.registerFont('bold', face('700Bold/NotoSansSC_700Bold'));
}

interface Coverage {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/**
 * Text as the face can print it. A character it lacks (𠮷) would be an empty box that says nothing and reads as another lost one:
 * its code is printed instead, 〔U+20BB7〕, from which it can be found again.
 */
export function printable(pdf: PDFKit.PDFDocument, text: string): string {
  const coverage = coverageOf(pdf);
  let printed = '';
  for (const character of text.replace(/[\t\r]/g, ' ')) {
    const code = character.codePointAt(0) ?? 0;
    printed += character === '\n' || coverage.hasGlyphForCodePoint(code) ? character : `〔U+${code.toString(16).toUpperCase()}〕`;
  }
  return printed;
}

/** The parsed face of the document's present font; pdfkit keeps it, but its types do not name it. */
function coverageOf(pdf: PDFKit.PDFDocument & { _font?: { font?: unknown } }): Coverage {
  const parsed = pdf._font?.font;
  if (isCoverage(parsed)) return parsed;
  throw new Error('pdfkit has no parsed font at hand: set one before asking what it covers');
}

function isCoverage(value: unknown): value is Coverage {
  return typeof value === 'object' && value !== null && 'hasGlyphForCodePoint' in value;
}
