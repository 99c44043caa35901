import { parseInstant } from '../../../kernel/instant.js';
import { KernelError } from '../../../kernel/kernel-error.js';
import { fenFromYuan, isFen } from '../../../kernel/money.js';

/** A field of a message that is missing or not what it must be. Ends the reading of this message; the worker keeps it in quarantine. */
export class FieldFault extends Error {
  constructor(
    readonly code: string,
    readonly path: string,
    detail: string,
  ) {
    super(`${path}: ${detail}`);
  }
}

/** What is read, or null where a field is not what it must be. */
export function unlessFaulty<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof FieldFault) return null;
    throw error;
  }
}

const EARLIEST = Date.parse('2015-01-01T00:00:00+08:00');
const LATEST = Date.parse('2100-01-01T00:00:00+08:00');
const MAX_ID = 200;
const MAX_TEXT = 2_000;

/** Typed access to an untrusted JSON object; `path` names the field in every fault. */
export class FieldReader {
  constructor(
    private readonly value: Record<string, unknown>,
    private readonly path: string,
  ) {}

  static of(value: unknown, path: string): FieldReader {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new FieldFault('field.object', path, 'must be an object');
    return new FieldReader(value as Record<string, unknown>, path);
  }

  object(name: string): FieldReader {
    return FieldReader.of(this.value[name], this.at(name));
  }

  list(name: string): FieldReader[] {
    const list = this.value[name];
    if (!Array.isArray(list)) throw new FieldFault('field.list', this.at(name), 'must be a list');
    return list.map((item, index) => FieldReader.of(item, `${this.at(name)}/${index}`));
  }

  optionalList(name: string): FieldReader[] {
    return this.isAbsent(name) ? [] : this.list(name);
  }

  /** Ids are text. A platform that sends a number gets its digits kept. */
  id(name: string): string {
    const id = this.optionalId(name);
    if (id === null || id === '') throw new FieldFault('field.required', this.at(name), 'is required');
    return id;
  }

  optionalId(name: string): string | null {
    if (this.isAbsent(name)) return null;
    const value = this.value[name];
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) throw new FieldFault('field.id', this.at(name), 'must be text');
    return this.storable(name, String(value), MAX_ID);
  }

  optionalText(name: string): string | null {
    if (this.isAbsent(name)) return null;
    const value = this.value[name];
    if (typeof value !== 'string') throw new FieldFault('field.text', this.at(name), 'must be text');
    return this.storable(name, value, MAX_TEXT);
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.value[name]);
    if (found === undefined) throw new FieldFault('field.choice', this.at(name), `must be one of ${choices.join(', ')}`);
    return found;
  }

  /** Amounts and counts: integers from 0 to 2^53 − 1. */
  amount(name: string): number {
    const value = this.value[name];
    if (!isFen(value) || value < 0) throw new FieldFault('field.amount', this.at(name), 'must be an integer from 0 to 9007199254740991');
    return value;
  }

  optionalAmount(name: string): number | null {
    return this.isAbsent(name) ? null : this.amount(name);
  }

  instant(name: string): Date {
    return this.inRange(name, parseInstant(this.value[name]), 'must be ISO 8601 with an offset');
  }

  optionalInstant(name: string): Date | null {
    return this.isAbsent(name) ? null : this.instant(name);
  }

  /** Unix seconds, as a number or as digits in a text. 0 stands for "not yet". */
  optionalEpochSeconds(name: string): Date | null {
    return this.optionalEpoch(name, 1_000);
  }

  epochSeconds(name: string): Date {
    return this.present(name, this.optionalEpochSeconds(name));
  }

  /** Unix milliseconds, likewise. */
  optionalEpochMillis(name: string): Date | null {
    return this.optionalEpoch(name, 1);
  }

  epochMillis(name: string): Date {
    return this.present(name, this.optionalEpochMillis(name));
  }

  /** `yyyy-MM-dd HH:mm:ss` in Beijing, without saying so; empty stands for "not yet". */
  optionalBeijingTime(name: string): Date | null {
    if (this.isAbsent(name) || this.value[name] === '') return null;
    const text = this.optionalText(name) ?? '';
    return this.inRange(name, parseInstant(`${text.replace(' ', 'T')}+08:00`), 'must be yyyy-MM-dd HH:mm:ss');
  }

  beijingTime(name: string): Date {
    return this.present(name, this.optionalBeijingTime(name));
  }

  /** `yyyy-MM-ddTHH:mm:ss` in UTC, without saying so. */
  optionalUtcTime(name: string): Date | null {
    if (this.isAbsent(name) || this.value[name] === '') return null;
    return this.inRange(name, parseInstant(`${this.optionalText(name) ?? ''}Z`), 'must be yyyy-MM-ddTHH:mm:ss in UTC');
  }

  /** Fen as an integer, or as digits in a text. */
  fen(name: string): number {
    return this.present(name, this.optionalFen(name));
  }

  optionalFen(name: string): number | null {
    if (this.isAbsent(name) || this.value[name] === '') return null;
    const value = this.value[name];
    const fen = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
    if (!isFen(fen) || fen < 0) throw new FieldFault('field.amount', this.at(name), 'must be an integer of fen, from 0');
    return fen;
  }

  /** Yuan as a decimal text ("29.90") to fen, exactly. */
  yuan(name: string): number {
    return this.present(name, this.optionalYuan(name));
  }

  optionalYuan(name: string): number | null {
    if (this.isAbsent(name) || this.value[name] === '') return null;
    try {
      const fen = fenFromYuan(this.optionalText(name) ?? '');
      if (fen >= 0) return fen;
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
    }
    throw new FieldFault('field.amount', this.at(name), 'must be yuan with at most two decimals, as a text, from 0');
  }

  optionalObject(name: string): FieldReader | null {
    return this.isAbsent(name) ? null : this.object(name);
  }

  has(name: string): boolean {
    return !this.isAbsent(name);
  }

  flag(name: string): boolean {
    if (this.isAbsent(name)) return false;
    const value = this.value[name];
    if (typeof value !== 'boolean') throw new FieldFault('field.flag', this.at(name), 'must be true or false');
    return value;
  }

  fault(name: string, code: string, detail: string): FieldFault {
    return new FieldFault(code, this.at(name), detail);
  }

  private optionalEpoch(name: string, unitMs: number): Date | null {
    if (this.isAbsent(name)) return null;
    const value = this.value[name];
    const epoch = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
    if (epoch === 0 || value === '') return null;
    const instant = typeof epoch === 'number' && Number.isSafeInteger(epoch) ? new Date(epoch * unitMs) : null;
    return this.inRange(name, instant, unitMs === 1 ? 'must be Unix milliseconds' : 'must be Unix seconds');
  }

  private inRange(name: string, instant: Date | null, detail: string): Date {
    if (instant === null) throw new FieldFault('field.instant', this.at(name), detail);
    if (!(instant.getTime() >= EARLIEST && instant.getTime() < LATEST))
      throw new FieldFault('field.instant', this.at(name), 'must lie between 2015 and 2099');
    return instant;
  }

  private present<Value>(name: string, value: Value | null): Value {
    if (value === null) throw new FieldFault('field.required', this.at(name), 'is required');
    return value;
  }

  private isAbsent(name: string): boolean {
    return this.value[name] === undefined || this.value[name] === null;
  }

  private storable(name: string, text: string, length: number): string {
    if (text.length > length) throw new FieldFault('field.too-long', this.at(name), `must have at most ${length} characters`);
    if (text.includes('\0') || !text.isWellFormed())
      throw new FieldFault('field.not-text', this.at(name), 'holds a character that is not text');
    return text;
  }

  private at(name: string): string {
    return `${this.path}/${name}`;
  }
}
