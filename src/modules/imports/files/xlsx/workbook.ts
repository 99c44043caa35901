import type { TableRows } from '../file-row.js';
import { FileUnreadable } from '../file-unreadable.js';
import { Archive } from './archive.js';
import { SharedStrings } from './shared-strings.js';
import { type SheetContext, SheetScanner } from './sheet-scanner.js';
import { SpooledFile } from './spooled-file.js';
import { readDateStyles, readIndex, readRelations, type Relation, type WorkbookIndex, xmlText, type XmlText } from './workbook-parts.js';
import { XmlReader } from './xml-reader.js';

/** A workbook on disk: its sheets by name, and the rows of each as they are asked for. */
export class Workbook {
  private constructor(
    private readonly parts: WorkbookParts,
    private readonly index: WorkbookIndex,
    private readonly relations: ReadonlyMap<string, Relation>,
    private readonly context: SheetContext,
  ) {}

  static async open(bytes: AsyncIterable<Buffer>, maxUnpackedBytes: number): Promise<Workbook> {
    const file = await SpooledFile.of(bytes, maxUnpackedBytes);
    try {
      const parts = new WorkbookParts(file, await Archive.open(file, maxUnpackedBytes));
      return await Workbook.read(parts);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private static async read(parts: WorkbookParts): Promise<Workbook> {
    const roots = await readRelations(parts.text('_rels/.rels'), '');
    const root = targetOf(roots, '/officeDocument') ?? 'xl/workbook.xml';
    if (!parts.has(root)) throw new FileUnreadable('not-a-workbook');
    const folder = root.slice(0, root.lastIndexOf('/') + 1);
    const index = await readIndex(parts.text(root));
    const relations = await readRelations(parts.text(`${folder}_rels/${root.slice(folder.length)}.rels`), folder);
    const isDate = await readDateStyles(parts.text(targetOf(relations, '/styles') ?? ''));
    const texts = new SharedStrings();
    const reader = new XmlReader(texts);
    for await (const piece of parts.text(targetOf(relations, '/sharedStrings') ?? '')) reader.push(piece);
    reader.end();
    return new Workbook(parts, index, relations, { texts, isDate, isFrom1904: index.isFrom1904 });
  }

  /** Those that are to be seen, if any are. */
  get sheetNames(): readonly string[] {
    const shown = this.index.sheets.filter(({ isHidden }) => !isHidden);
    return (shown.length > 0 ? shown : this.index.sheets).map(({ name }) => name);
  }

  async *rows(sheetName: string): TableRows {
    const sheet = this.index.sheets.find(({ name }) => name === sheetName);
    const part = this.relations.get(sheet?.relation ?? '')?.target ?? '';
    if (!this.parts.has(part)) throw new FileUnreadable('broken', `工作表 ${sheetName} 不在文件里`);
    const rows = new SheetScanner(this.context);
    const reader = new XmlReader(rows);
    for await (const piece of this.parts.text(part)) {
      reader.push(piece);
      yield rows.taken();
    }
    reader.end();
  }

  async close(): Promise<void> {
    await this.parts.close();
  }
}

class WorkbookParts {
  constructor(
    private readonly file: SpooledFile,
    private readonly archive: Archive,
  ) {}

  has(name: string): boolean {
    return this.archive.has(name);
  }

  /** Nothing where there is no such part: workbooks need neither styles nor shared texts. */
  async *text(name: string): XmlText {
    yield* xmlText(this.archive.unpacked(name));
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

function targetOf(relations: ReadonlyMap<string, Relation>, type: string): string | null {
  return [...relations.values()].find((relation) => relation.type.endsWith(type))?.target ?? null;
}
