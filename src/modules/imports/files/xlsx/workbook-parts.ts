import { FileUnreadable } from '../file-unreadable.js';
import { isBuiltInDate, isDateFormat } from './cell-number.js';
import { attribute, type Attributes, XmlReader } from './xml-reader.js';

export interface SheetEntry {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

export interface WorkbookIndex {
  readonly sheets: readonly SheetEntry[];
  readonly isFrom1904: boolean;
}

export type XmlText = AsyncIterable<string>;

export async function readIndex(xml: XmlText): Promise<WorkbookIndex> {
  const sheets: SheetEntry[] = [];
  let isFrom1904 = false;
  await readTags(xml, (name, attributes) => {
    if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
    if (name !== 'sheet') return;
    const isHidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible';
    sheets.push({ name: attribute(attributes, 'name') ?? '', relation: attribute(attributes, 'id') ?? '', isHidden });
  });
  return { sheets, isFrom1904 };
}

export interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Which part each number of a part's relations stands for; `folder` is that of the part, to which targets are relative. */
export async function readRelations(xml: XmlText, folder: string): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>();
  await readTags(xml, (name, attributes) => {
    const id = attribute(attributes, 'Id');
    if (name !== 'Relationship' || id === null) return;
    const target = partName(folder, attribute(attributes, 'Target') ?? '');
    relations.set(id, { type: attribute(attributes, 'Type') ?? '', target });
  });
  return relations;
}

/** By number of a cell's format: whether it shows days or times. */
export async function readDateStyles(xml: XmlText): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const isDate: boolean[] = [];
  let isInCellFormats = false;
  await readTags(
    xml,
    (name, attributes) => {
      if (name === 'cellXfs') isInCellFormats = true;
      const id = Number(attribute(attributes, 'numFmtId') ?? '0');
      if (name === 'numFmt') own.set(id, isDateFormat(attribute(attributes, 'formatCode') ?? ''));
      if (name === 'xf' && isInCellFormats) isDate.push(own.get(id) ?? isBuiltInDate(id));
    },
    (name) => {
      if (name === 'cellXfs') isInCellFormats = false;
    },
  );
  return isDate;
}

/** Pieces of a part as text: workbooks are written in UTF-8. */
export async function* xmlText(bytes: AsyncIterable<Buffer>): XmlText {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new FileUnreadable('broken', '工作簿的 XML 不是 UTF-8');
    throw error;
  }
}

async function readTags(
  xml: XmlText,
  open: (name: string, attributes: Attributes) => void,
  close: (name: string) => void = () => undefined,
): Promise<void> {
  const reader = new XmlReader({ open, close, text: () => undefined });
  for await (const piece of xml) reader.push(piece);
  reader.end();
}

function partName(folder: string, target: string): string {
  const whole = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
  return whole
    .replace(/\/\.\//g, '/')
    .replace(/[^/]+\/\.\.\//g, '')
    .toLowerCase();
}
