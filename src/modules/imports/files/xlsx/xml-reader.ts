import { types } from 'node:util';
import { SaxesParser } from 'saxes';
import { FileUnreadable } from '../file-unreadable.js';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of XML is told, in the file's order. Names of tags come without their namespace's prefix. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** No cell, and no tag of a workbook, is as long. */
const LONGEST = 2_097_152;

/**
 * XML as it comes in pieces. What a document type could define (entities that stand for others, up to gigabytes, or for files of the reader's
 * machine) is not read at all: a `<!DOCTYPE` ends the reading.
 */
export class XmlReader {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  /** Characters since the parser last told of anything: it keeps what is not complete. */
  private kept = 0;
  private isEmpty = true;

  constructor(handler: XmlHandler) {
    const told =
      <Given extends unknown[]>(tell: (...given: Given) => void) =>
      (...given: Given): void => {
        this.kept = 0;
        tell(...given);
      };
    this.parser.on(
      'opentag',
      told(({ name, attributes }) => handler.open(localName(name), attributes)),
    );
    this.parser.on(
      'closetag',
      told(({ name }) => handler.close(localName(name))),
    );
    for (const kind of ['text', 'cdata'] as const)
      this.parser.on(
        kind,
        told((text: string) => handler.text(text)),
      );
    this.parser.on('doctype', () => {
      throw new FileUnreadable('xml-entities', '<!DOCTYPE');
    });
  }

  push(piece: string): void {
    if (piece === '') return;
    this.isEmpty = false;
    this.kept += piece.length;
    this.run(() => this.parser.write(piece));
    if (this.kept > LONGEST) throw new FileUnreadable('broken', 'XML 标记过长');
  }

  end(): void {
    if (!this.isEmpty) this.run(() => this.parser.close());
  }

  private run(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof FileUnreadable || !types.isNativeError(error)) throw error;
      throw new FileUnreadable(error.message.includes('entity') ? 'xml-entities' : 'broken', `XML: ${error.message}`);
    }
  }
}

/** The value of an attribute, by its name without prefix; null where it is not there. */
export function attribute(attributes: Attributes, name: string): string | null {
  const value = attributes[name];
  if (value !== undefined) return value;
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? null : (attributes[prefixed] ?? null);
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
