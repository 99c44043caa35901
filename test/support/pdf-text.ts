import { inflateSync } from 'node:zlib';

/** The text of each page of a PDF as a reader would copy it: through the fonts' own tables from glyphs to characters. */
export function pdfPages(bytes: Buffer): string[] {
  const objects = readObjects(bytes);
  return [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head)).map((page) => pageText(page, objects));
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

type Objects = ReadonlyMap<string, PdfObject>;

function readObjects(bytes: Buffer): Objects {
  const text = bytes.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/^(\d+) 0 obj\s([\s\S]*?)\sendobj/gm)) {
    const [, number = '', body = ''] = match;
    const begin = body.indexOf('\nstream\n');
    const head = begin === -1 ? body : body.slice(0, begin);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const from = begin + '\nstream\n'.length;
    const packed = begin === -1 ? null : Buffer.from(body.slice(from, from + length), 'latin1');
    const isPacked = /\/FlateDecode/.test(head);
    objects.set(number, { head, stream: packed === null ? '' : (isPacked ? inflateSync(packed) : packed).toString('latin1') });
  }
  return objects;
}

function pageText({ head }: PdfObject, objects: Objects): string {
  const resources = referred(head, 'Resources', objects)?.head ?? head;
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number = '']) => [name, charactersOf(number, objects)]),
  );
  const content = referred(head, 'Contents', objects)?.stream ?? '';
  let font: ReadonlyMap<string, string> = new Map();
  const pieces: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else pieces.push([...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => decoded(hex, font)).join(''));
  }
  return pieces.join('\n');
}

function referred(head: string, name: string, objects: Objects): PdfObject | undefined {
  return objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? '');
}

function decoded(hex: string, font: ReadonlyMap<string, string>): string {
  return (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? '\ufffd').join('');
}

/** The table ToUnicode of a font: `<0000> <0010> [<...> <...>]` from one glyph to another. */
function charactersOf(number: string, objects: Objects): Map<string, string> {
  const map = referred(objects.get(number)?.head ?? '', 'ToUnicode', objects)?.stream ?? '';
  const characters = new Map<string, string>();
  for (const [, from = '', , list = ''] of map.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f\s]*)>/gi)].forEach(([, hex = ''], index) => {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      characters.set(glyph, Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le'));
    });
  }
  return characters;
}
