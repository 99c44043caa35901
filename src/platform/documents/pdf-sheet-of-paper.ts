import PDFDocument from 'pdfkit';
import type { Align, PrintDocument, Tone } from './document.js';
import { printable, registerFonts, type Weight } from './pdf-fonts.js';

const COLOURS: Record<Tone, string> = { ink: '#1F2328', quiet: '#5B6169', faint: '#A9A498', cinnabar: '#B5402B' };
const MARGINS_MM = { top: 16, bottom: 16, side: 16 };
const POINTS_PER_MM = 72 / 25.4;
/** What is set on A3 is read from further away. */
const A3_SCALE = 1.25;

export interface TextStyle {
  size: number;
  weight?: Weight;
  align?: Align;
  tone?: Tone;
  indent?: number;
  lineGap?: number;
}

/** Pages of paper under a pen: where the next block begins, how much room is left, and the foot of every page. */
export class Paper {
  readonly pdf: PDFKit.PDFDocument;
  readonly left: number;
  readonly width: number;
  readonly scale: number;
  readonly top = MARGINS_MM.top * POINTS_PER_MM;
  readonly bottom: number;
  y = this.top;

  constructor(private readonly document: PrintDocument) {
    this.pdf = new PDFDocument({
      size: document.paper,
      layout: document.orientation,
      bufferPages: true,
      // The pen moves on by itself, and the foot is written below: pdfkit must never break a page on its own.
      margins: { top: this.top, bottom: 0, left: 0, right: 0 },
      lang: 'zh-CN',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: document.title, Producer: 'Cunbo', Creator: 'Cunbo', CreationDate: document.asOf, ModDate: document.asOf },
    });
    registerFonts(this.pdf);
    this.pdf.font('regular');
    this.scale = document.paper === 'A3' ? A3_SCALE : 1;
    this.left = MARGINS_MM.side * POINTS_PER_MM;
    this.width = this.pdf.page.width - 2 * this.left;
    this.bottom = this.pdf.page.height - MARGINS_MM.bottom * POINTS_PER_MM;
  }

  colour(tone: Tone = 'ink'): string {
    return COLOURS[tone];
  }

  room(): number {
    return this.bottom - this.y;
  }

  /** A new page unless `height` more fits on this one. */
  ensureRoom(height: number): void {
    if (height > this.room() && this.y > this.top) this.turnPage();
  }

  turnPage(): void {
    this.pdf.addPage();
    this.y = this.top;
  }

  heightOf(text: string, width: number, style: TextStyle): number {
    return this.set(style).heightOfString(printable(this.pdf, text), this.options(width, style));
  }

  widthOf(text: string, style: TextStyle): number {
    return this.set(style).widthOfString(printable(this.pdf, text));
  }

  /** Text that wraps within `width`, at a place of its own: the pen does not move. */
  write(text: string, x: number, y: number, width: number, style: TextStyle): void {
    this.set(style).text(printable(this.pdf, text), x, y, this.options(width, style));
  }

  /** A figure: one line, never wrapped, never cut. */
  writeFigure(text: string, x: number, y: number, width: number, style: TextStyle): void {
    const spare = width - this.widthOf(text, style);
    const share = { left: 0, center: 0.5, right: 1 }[style.align ?? 'right'];
    this.pdf.text(printable(this.pdf, text), x + spare * share, y, { lineBreak: false });
  }

  line(fromX: number, fromY: number, toX: number, toY: number, width: number, tone: Tone = 'ink'): void {
    this.pdf.moveTo(fromX, fromY).lineTo(toX, toY).lineWidth(width).strokeColor(COLOURS[tone]).stroke();
  }

  async finish(): Promise<Buffer> {
    this.writeFeet();
    const parts: Buffer[] = [];
    this.pdf.on('data', (part: Buffer) => parts.push(part));
    const ended = new Promise<void>((resolve, reject) => this.pdf.on('end', resolve).on('error', reject));
    this.pdf.end();
    await ended;
    return Buffer.concat(parts);
  }

  private writeFeet(): void {
    const { count } = this.pdf.bufferedPageRange();
    const style: TextStyle = { size: 8 * this.scale, tone: 'quiet' };
    const y = this.bottom + 6 * this.scale;
    for (let page = 0; page < count; page += 1) {
      this.pdf.switchToPage(page);
      this.writeFigure(this.document.foot ?? this.document.title, this.left, y, this.width, { ...style, align: 'left' });
      this.writeFigure(`第 ${page + 1} 页　共 ${count} 页`, this.left, y, this.width, { ...style, align: 'right' });
    }
  }

  private set(style: TextStyle): PDFKit.PDFDocument {
    return this.pdf
      .font(style.weight ?? 'regular')
      .fontSize(style.size)
      .fillColor(COLOURS[style.tone ?? 'ink']);
  }

  private options(width: number, style: TextStyle): PDFKit.Mixins.TextOptions {
    return { width, align: style.align ?? 'left', indent: style.indent ?? 0, lineGap: style.lineGap ?? 0 };
  }
}
