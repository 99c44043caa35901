import { FileUnreadable } from '../file-unreadable.js';
import { cellText, RichText } from './rich-text.js';
import type { XmlHandler } from './xml-reader.js';

const BLOCK = 4_194_304;
const MAX_BYTES = 128 * 1_048_576;

/**
 * The texts that a workbook's cells refer to by number. A file of a million orders has millions of them: kept as bytes end to end they take a
 * third of what they would as strings, and nothing of them has to be collected.
 */
export class SharedStrings implements XmlHandler {
  private readonly blocks: Buffer[] = [];
  private used = BLOCK;
  private count = 0;
  private starts = new Uint32Array(1_024);
  private lengths = new Uint32Array(1_024);
  private readonly item = new RichText();

  open(name: string): void {
    if (name === 'si') this.item.begin();
    else this.item.open(name);
  }

  close(name: string): void {
    if (name === 'si') this.add(cellText(this.item.text));
    else this.item.close(name);
  }

  text(text: string): void {
    this.item.take(text);
  }

  /** Throws `broken` where a cell refers to a text that is not there. */
  at(place: number): string {
    const start = this.starts[place];
    const length = this.lengths[place];
    if (!Number.isInteger(place) || place >= this.count || start === undefined || length === undefined)
      throw new FileUnreadable('broken', `没有第 ${place} 个共享文本`);
    const block = this.blocks[Math.floor(start / BLOCK)];
    const from = start % BLOCK;
    return length === 0 || block === undefined ? '' : block.toString('utf8', from, from + length);
  }

  private add(text: string): void {
    const length = Buffer.byteLength(text);
    if (length > BLOCK) throw new FileUnreadable('broken', '单元格文字过长');
    if (this.used + length > BLOCK) this.beginBlock();
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = (this.blocks.length - 1) * BLOCK + this.used;
    this.lengths[this.count] = length;
    this.blocks.at(-1)?.write(text, this.used);
    this.used += length;
    this.count += 1;
  }

  private beginBlock(): void {
    if ((this.blocks.length + 1) * BLOCK > MAX_BYTES) throw new FileUnreadable('too-large-unpacked', '共享文本过多，请改用 CSV');
    this.blocks.push(Buffer.allocUnsafe(BLOCK));
    this.used = 0;
  }

  private grow(): void {
    this.starts = doubled(this.starts);
    this.lengths = doubled(this.lengths);
  }
}

function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
