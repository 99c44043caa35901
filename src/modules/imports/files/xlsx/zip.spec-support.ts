import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: Buffer | string;
  readonly isStored?: boolean;
  /** What the directory claims it comes to, if not the truth. */
  readonly claimedBytes?: number;
  /** Begins at the same place as the part before it. */
  readonly overlaps?: boolean;
  readonly isEncrypted?: boolean;
}

/** An archive as programs write it, and as those write it who mean harm. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  let last = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = part.isStored === true ? content : deflateRawSync(content);
    const name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.isEncrypted === true ? 1 : 0, 2);
    fields.writeUInt16LE(part.isStored === true ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.claimedBytes ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = part.overlaps === true ? last : at;
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
    directory.push(directoryEntry(fields, name, place));
    if (part.overlaps === true) continue;
    locals.push(local);
    last = at;
    at += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, entries, end]);
}

function directoryEntry(fields: Buffer, name: Buffer, place: number): Buffer {
  const entry = Buffer.alloc(46);
  entry.write('PK\x01\x02');
  entry.writeUInt16LE(20, 4);
  fields.copy(entry, 6);
  entry.writeUInt32LE(place, 42);
  return Buffer.concat([entry, name]);
}

export interface WorkbookParts {
  /** What is between `<worksheet>` and `</worksheet>`, by the sheet's name. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly sharedStrings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly hidden?: readonly string[];
  readonly more?: readonly ZipPart[];
}

const MAIN =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function workbookParts({ sheets, sharedStrings, styles, workbookPr = '', hidden = [], more = [] }: WorkbookParts): ZipPart[] {
  const names = Object.keys(sheets);
  const state = (name: string): string => (hidden.includes(name) ? ' state="hidden"' : '');
  const listed = names.map((name, place) => `<sheet name="${name}" sheetId="${place + 1}"${state(name)} r:id="rId${place + 1}"/>`).join('');
  const relations = [
    ...names.map(
      (_name, place) => `<Relationship Id="rId${place + 1}" Type="${TYPE}/worksheet" Target="worksheets/sheet${place + 1}.xml"/>`,
    ),
    `<Relationship Id="s" Type="${TYPE}/sharedStrings" Target="/xl/sharedStrings.xml"/>`,
    `<Relationship Id="t" Type="${TYPE}/styles" Target="styles.xml"/>`,
  ].join('');
  return [
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="a" Type="${TYPE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    { name: 'xl/workbook.xml', content: `<?xml version="1.0"?><workbook ${MAIN}>${workbookPr}<sheets>${listed}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations}</Relationships>` },
    ...names.map((name, place) => ({
      name: `xl/worksheets/sheet${place + 1}.xml`,
      content: `<worksheet ${MAIN}>${sheets[name]}</worksheet>`,
    })),
    ...(sharedStrings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst ${MAIN}>${sharedStrings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', content: `<styleSheet ${MAIN}>${styles}</styleSheet>` }]),
    ...more,
  ];
}

export function workbookOf(parts: WorkbookParts): Buffer {
  return zipOf(workbookParts(parts));
}

/** A row of texts, written into their cells. */
export function inlineRow(rowNo: number, texts: readonly string[]): string {
  return `<row r="${rowNo}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
}
