import type { Block, FootnotesBlock, HeadingBlock, ParagraphBlock, PrintDocument, SignaturesBlock } from './document.js';
import { Paper, type TextStyle } from './pdf-sheet-of-paper.js';
import { drawTable } from './pdf-table.js';

const HEADING_SIZES = { 1: 17, 2: 13, 3: 11 };

/** The document on paper: fonts embedded as subsets, text that can be searched and copied, heads repeated, pages numbered. */
export async function renderPdf(document: PrintDocument): Promise<Buffer> {
  const paper = new Paper(document);
  for (const block of document.blocks) drawBlock(paper, block);
  return paper.finish();
}

function drawBlock(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'heading':
      return drawHeading(paper, block);
    case 'paragraph':
      return drawParagraph(paper, block);
    case 'table':
      return drawTable(paper, block);
    case 'footnotes':
      return drawFootnotes(paper, block);
    case 'signatures':
      return drawSignatures(paper, block);
    case 'rule':
      paper.line(paper.left, paper.y, paper.left + paper.width, paper.y, 1.4 * paper.scale, block.tone);
      paper.y += 10 * paper.scale;
      return;
    case 'page-break':
      return paper.turnPage();
  }
}

function drawHeading(paper: Paper, block: HeadingBlock): void {
  const size = HEADING_SIZES[block.level] * paper.scale;
  const align = block.align ?? (block.level === 1 ? 'center' : 'left');
  const style: TextStyle = { size, weight: 'bold', align, tone: block.tone };
  const height = paper.heightOf(block.text, paper.width, style);
  // A heading never stands alone at the end of a page.
  paper.ensureRoom(height + 4 * size);
  paper.write(block.text, paper.left, paper.y, paper.width, style);
  paper.y += height + size * 0.4;
}

function drawParagraph(paper: Paper, block: ParagraphBlock): void {
  const isSmall = block.size === 'small';
  const size = (isSmall ? 8.5 : 12) * paper.scale;
  const style: TextStyle = { size, align: block.align, tone: block.tone, lineGap: size * (isSmall ? 0.15 : 0.35) };
  const indent = isSmall || (block.align ?? 'left') !== 'left' ? 0 : 2 * size;
  for (const text of block.text.split('\n')) writeFlowing(paper, text, { ...style, indent });
  paper.y += size * 0.35;
}

/** A paragraph that does not fit is put on the next page; one longer than a page is broken where the room ends. */
function writeFlowing(paper: Paper, text: string, style: TextStyle): void {
  const height = paper.heightOf(text, paper.width, style);
  const room = paper.bottom - paper.top;
  if (height > room) return writeLong(paper, text, style);
  paper.ensureRoom(height);
  paper.write(text, paper.left, paper.y, paper.width, style);
  paper.y += height;
}

function writeLong(paper: Paper, text: string, style: TextStyle): void {
  const characters = [...text];
  let fitting = characters.length;
  while (fitting > 1 && paper.heightOf(characters.slice(0, fitting).join(''), paper.width, style) > paper.room())
    fitting = Math.floor(fitting * 0.9);
  const head = characters.slice(0, fitting).join('');
  paper.write(head, paper.left, paper.y, paper.width, style);
  paper.turnPage();
  writeFlowing(paper, characters.slice(fitting).join(''), { ...style, indent: 0 });
}

function drawFootnotes(paper: Paper, block: FootnotesBlock): void {
  const size = 8.5 * paper.scale;
  const style: TextStyle = { size, lineGap: size * 0.15 };
  const hang = Math.max(...block.items.map((item) => paper.widthOf(item.mark, style)), size) + size * 0.5;
  for (const item of block.items) {
    const height = paper.heightOf(item.text, paper.width - hang, style);
    paper.ensureRoom(height);
    paper.write(item.mark, paper.left, paper.y, hang, style);
    paper.write(item.text, paper.left + hang, paper.y, paper.width - hang, style);
    paper.y += height;
  }
  paper.y += size * 0.35;
}

function drawSignatures(paper: Paper, block: SignaturesBlock): void {
  const size = 10.5 * paper.scale;
  const style: TextStyle = { size };
  const sealHeight = block.seal ? 70 * paper.scale : 0;
  paper.ensureRoom(size * 3 + sealHeight);
  paper.y += size;
  const width = paper.width / Math.max(block.lines.length, 1);
  block.lines.forEach((line, index) => {
    paper.write(`${line.label}：${line.name ?? '________________'}`, paper.left + index * width, paper.y, width, style);
  });
  paper.y += block.lines.length > 0 ? size * 2.2 : 0;
  if (block.seal) drawSeal(paper, block.seal, style);
}

function drawSeal(paper: Paper, seal: { body: string; day: string }, style: TextStyle): void {
  const width = Math.max(paper.widthOf(`${seal.body}（盖章）`, style), paper.widthOf(seal.day, style)) + style.size;
  const x = paper.left + paper.width - width - 2 * style.size;
  paper.y += 24 * paper.scale;
  for (const text of [`${seal.body}（盖章）`, seal.day]) {
    paper.write(text, x, paper.y, width, { ...style, align: 'center' });
    paper.y += style.size * 1.8;
  }
}
