import { parseInstant } from '../../kernel/instant.js';
import { KernelError } from '../../kernel/kernel-error.js';
import { fenFromYuan, isFen } from '../../kernel/money.js';
import { parseLosslessJson } from '../../kernel/lossless-json.js';
import { BridgeFault } from './bridge-fault.js';

/** Typed access to what a platform says; `path` names the field in every fault. Empty texts count as absent: platforms send both. */
export class Fields {
  private constructor(
    private readonly value: Readonly<Record<string, unknown>>,
    private readonly path: string,
  ) {}

  static of(value: unknown, path: string): Fields {
    if (!isObject(value)) throw new BridgeFault(`${path} must be an object`);
    return new Fields(value, path);
  }

  /** Ids of 19 digits arrive as bare numbers; none may lose its last digits. */
  static parse(json: string, path: string): Fields {
    let value: unknown;
    try {
      value = parseLosslessJson(json);
    } catch {
      throw new BridgeFault(`${path} is not JSON`);
    }
    return Fields.of(value, path);
  }

  has(name: string): boolean {
    const value = this.value[name];
    return value !== undefined && value !== null && value !== '';
  }

  object(name: string): Fields {
    return Fields.of(this.value[name], this.at(name));
  }

  optionalObject(name: string): Fields | null {
    return this.has(name) ? this.object(name) : null;
  }

  /** An object, or the JSON text of one: message contents come as either. */
  content(name: string): Fields {
    const value = this.value[name];
    return typeof value === 'string' ? Fields.parse(value, this.at(name)) : this.object(name);
  }

  list(name: string): Fields[] {
    const list = this.value[name];
    if (!Array.isArray(list)) throw new BridgeFault(`${this.at(name)} must be a list`);
    return list.map((item, index) => Fields.of(item, `${this.at(name)}/${index}`));
  }

  isList(name: string): boolean {
    return Array.isArray(this.value[name]);
  }

  id(name: string): string {
    return this.present(name, this.optionalId(name));
  }

  optionalId(name: string): string | null {
    if (!this.has(name)) return null;
    const value = this.value[name];
    if (typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))) return String(value);
    throw new BridgeFault(`${this.at(name)} must be an id`);
  }

  /** An id that goes into addresses and command lines: nothing but digits may pass. */
  digits(name: string): string {
    const id = this.id(name);
    if (!/^\d{1,30}$/.test(id)) throw new BridgeFault(`${this.at(name)} must be digits`);
    return id;
  }

  text(name: string): string {
    return this.present(name, this.optionalText(name));
  }

  optionalText(name: string): string | null {
    if (!this.has(name)) return null;
    const value = this.value[name];
    if (typeof value !== 'string') throw new BridgeFault(`${this.at(name)} must be a text`);
    return value;
  }

  /** Counts and codes: an integer, or its digits in a text. */
  integer(name: string): number {
    return this.present(name, this.optionalInteger(name));
  }

  optionalInteger(name: string): number | null {
    if (!this.has(name)) return null;
    const value = this.value[name];
    const integer = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
    if (!isFen(integer) || integer < 0) throw new BridgeFault(`${this.at(name)} must be an integer from 0`);
    return integer;
  }

  isTrue(name: string): boolean {
    return this.value[name] === true || this.value[name] === 'true';
  }

  yuan(name: string): number {
    return this.present(name, this.optionalYuan(name));
  }

  /** Yuan as a text or a number, to fen; a number is read as it is written, so nothing is rounded. */
  optionalYuan(name: string): number | null {
    const value = this.value[name];
    if (!this.has(name)) return null;
    try {
      const fen = typeof value === 'string' || typeof value === 'number' ? fenFromYuan(String(value)) : -1;
      if (fen >= 0) return fen;
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
    }
    throw new BridgeFault(`${this.at(name)} must be yuan with at most two decimals, from 0`);
  }

  beijingTime(name: string): Date {
    return this.present(name, this.optionalBeijingTime(name));
  }

  /** `yyyy-MM-dd HH:mm:ss` in Beijing. Zero and the year 1970 both stand for "not yet". */
  optionalBeijingTime(name: string): Date | null {
    const text = this.optionalText(name);
    if (text === null || /^(0000|1970)-/.test(text)) return null;
    const time = parseInstant(`${text.replace(' ', 'T')}+08:00`);
    if (time === null) throw new BridgeFault(`${this.at(name)} must be yyyy-MM-dd HH:mm:ss`);
    return time;
  }

  epochMillis(name: string): Date {
    const time = new Date(this.integer(name));
    if (Number.isNaN(time.getTime())) throw new BridgeFault(`${this.at(name)} must be Unix milliseconds`);
    return time;
  }

  fault(name: string, detail: string): BridgeFault {
    return new BridgeFault(`${this.at(name)} ${detail}`);
  }

  private present<Value>(name: string, value: Value | null): Value {
    if (value === null) throw new BridgeFault(`${this.at(name)} is required`);
    return value;
  }

  private at(name: string): string {
    return `${this.path}/${name}`;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
