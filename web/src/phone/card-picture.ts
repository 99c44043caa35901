export interface PictureContent {
  readonly brand: string;
  readonly title: string;
  readonly when: string;
  readonly figures: readonly { readonly name: string; readonly value: string; readonly note: string }[];
  /** What the figures mean and as of when: a picture travels without its page. */
  readonly footnotes: readonly string[];
}

const WIDTH = 1080;
const MARGIN = 72;
const ROW = 128;
const FOOT_LINE = 44;
const FONT = '"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';
const INK = '#1f2328';
const SOFT = '#5b6169';

/** The card as a PNG, drawn by the phone itself. */
export function drawPicture(content: PictureContent): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const measuring = contextOf(canvas);
  measuring.font = `30px ${FONT}`;
  const footnotes = content.footnotes.flatMap((note) => wrapped(measuring, note, WIDTH - 2 * MARGIN));
  canvas.width = WIDTH;
  canvas.height = 360 + content.figures.length * ROW + footnotes.length * FOOT_LINE + 2 * MARGIN;
  const context = contextOf(canvas);
  context.fillStyle = '#faf8f3';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#2f6f62';
  context.fillRect(0, 0, WIDTH, 20);
  write(context, content.brand, MARGIN, 110, `600 34px ${FONT}`, '#2f6f62');
  write(context, fitted(context, content.title, `600 60px ${FONT}`), MARGIN, 210, `600 60px ${FONT}`, INK);
  write(context, content.when, MARGIN, 270, `34px ${FONT}`, SOFT);
  content.figures.forEach(({ name, value, note }, index) => {
    const y = 350 + index * ROW;
    context.fillStyle = '#e4dfd3';
    context.fillRect(MARGIN, y - 24, WIDTH - 2 * MARGIN, 2);
    write(context, name, MARGIN, y + 40, `38px ${FONT}`, INK);
    write(context, note, MARGIN, y + 84, `28px ${FONT}`, SOFT);
    context.textAlign = 'right';
    write(context, value, WIDTH - MARGIN, y + 60, `600 58px ${FONT}`, INK);
    context.textAlign = 'left';
  });
  const top = 350 + content.figures.length * ROW + 40;
  footnotes.forEach((line, index) => write(context, line, MARGIN, top + index * FOOT_LINE, `30px ${FONT}`, SOFT));
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture could not be drawn.')) : resolve(blob)), 'image/png'),
  );
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no pictures.');
  return context;
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, colour: string): void {
  context.font = font;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function fitted(context: CanvasRenderingContext2D, text: string, font: string): string {
  context.font = font;
  let shown = text;
  while (shown.length > 1 && context.measureText(shown).width > WIDTH - 2 * MARGIN) shown = `${shown.slice(0, -2)}…`;
  return shown;
}

function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (context.measureText(line + character).width > width) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}
