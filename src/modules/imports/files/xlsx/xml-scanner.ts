import { FileUnreadable } from '../file-unreadable.js';

/** What a reader of XML is told, in the file's order. Names come without their namespace's prefix. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** No cell, and no tag of a workbook, is as long. */
const LONGEST = 2_097_152;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * XML as it comes in pieces, as far as workbooks use it. What a document type could define (entities that stand for others, up to gigabytes, or for
 * files of the reader's machine) is not read at all: a `<!DOCTYPE` ends the reading.
 */
export class XmlScanner {
  private rest = '';

  constructor(private readonly handler: XmlHandler) {}

  push(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open === -1) break;
      const next = this.afterTag(text, open);
      if (next === -1) break;
      if (open > at) this.handler.text(plainText(text.slice(at, open)));
      this.take(text, open, next);
      at = next;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LONGEST) throw new FileUnreadable('broken', 'XML 标记过长');
  }

  end(): void {
    if (this.rest.trim() !== '') throw new FileUnreadable('broken', 'XML 不完整');
  }

  /** Where the tag that begins at `open` ends; -1 while it is not there as a whole. */
  private afterTag(text: string, open: number): number {
    const sign = text.charCodeAt(open + 1);
    if (sign === 0x3f) return behind(text, '?>', open);
    if (sign !== 0x21) return tagEnd(text, open + 1);
    if (text.startsWith('<!--', open)) return behind(text, '-->', open + 4);
    if (text.startsWith('<![CDATA[', open)) return behind(text, ']]>', open);
    if (text.length - open < '<![CDATA['.length) return -1;
    throw new FileUnreadable('xml-entities', text.slice(open, open + 20));
  }

  private take(text: string, open: number, next: number): void {
    const sign = text.charCodeAt(open + 1);
    if (sign === 0x3f) return;
    if (sign === 0x21) {
      if (text.startsWith('<![CDATA[', open)) this.handler.text(text.slice(open + 9, next - 3));
      return;
    }
    if (sign === 0x2f) return this.handler.close(localName(text.slice(open + 2, next - 1).trimEnd()));
    const isEmpty = text.charCodeAt(next - 2) === 0x2f;
    const inner = text.slice(open + 1, isEmpty ? next - 2 : next - 1);
    const space = firstBlank(inner);
    const name = localName(space === -1 ? inner : inner.slice(0, space));
    this.handler.open(name, space === -1 ? '' : inner.slice(space));
    if (isEmpty) this.handler.close(name);
  }
}

/** The value of an attribute, by its name without prefix; null where it is not there. */
export function attribute(attributes: string, name: string): string | null {
  let at = attributes.indexOf(`${name}=`);
  while (at > 0 && !isNameStart(attributes.charCodeAt(at - 1))) at = attributes.indexOf(`${name}=`, at + 1);
  if (at <= 0) return null;
  const quote = attributes.charAt(at + name.length + 1);
  const from = at + name.length + 2;
  const to = attributes.indexOf(quote, from);
  return to === -1 ? null : plainText(attributes.slice(from, to));
}

function isNameStart(before: number): boolean {
  return before <= 0x20 || before === 0x3a;
}

function behind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? -1 : at + end.length;
}

/** A tag ends at the first `>` that is in no attribute's value. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at + 1;
    else if (code === 0x22 || code === 0x27) quote = code;
  }
  return -1;
}

function firstBlank(text: string): number {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) <= 0x20) return at;
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function plainText(text: string): string {
  return text.includes('&') ? text.replace(/&([^;&\s]{1,40});/g, (_match, entity: string) => characterOf(entity)) : text;
}

function characterOf(entity: string): string {
  const known = Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity] : undefined;
  if (known !== undefined) return known;
  const match = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(entity);
  if (match === null) throw new FileUnreadable('xml-entities', `&${entity};`);
  const code = match[1] === undefined ? Number(match[2]) : Number(`0x${match[1]}`);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (!isCharacter) throw new FileUnreadable('broken', `&${entity};`);
  return String.fromCodePoint(code);
}
