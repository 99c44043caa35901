import { readdirSync, readFileSync } from 'node:fs';
import type { SaidHeader, SaidLine, SaidOrder, SaidRefund } from '../../orders/index.js';
import type { Credentials } from '../../shops/index.js';
import { stripPersonalData } from '../personal-data.js';
import type { FieldNames, PlatformAdapter, Push, Reading } from './platform-adapter.js';
import { saidHeader, saidLine, saidOrder, saidRefund } from './said.js';

/** A push in a platform's folder of fixtures: `name.push.json` holds the body as it is sent, `name.json` the rest and what must come out. */
export interface Fixture {
  readonly name: string;
  readonly description: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
  readonly expected: readonly ExpectedReading[];
}

type ExpectedReading = Omit<Reading, 'said'> & { readonly said?: readonly ExpectedOrder[] };

/** As it is said, without what is said where nothing is said. */
interface ExpectedOrder {
  readonly orderNo: string;
  readonly saidAt: string;
  readonly header?: Parameters<typeof saidHeader>[0] & { readonly lines: readonly Parameters<typeof saidLine>[0][] };
  readonly refunds?: readonly Parameters<typeof saidRefund>[0][];
}

export function fixturesIn(folder: URL): Fixture[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.endsWith('.push.json'));
  return names.map((file) => {
    const name = file.slice(0, -'.json'.length);
    const told = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<Fixture, 'name' | 'rawBody'>;
    return { ...told, name, rawBody: readFileSync(new URL(`${name}.push.json`, folder)) };
  });
}

export interface Played {
  /** What is written of it, as text. */
  readonly stored: string;
  readonly readings: readonly Reading[];
}

/** The way of a push from the door to its readings; null if the door does not open. */
export function play(adapter: PlatformAdapter, credentials: Credentials, push: Push): Played | null {
  const door = adapter.door(credentials);
  const content = door.open(push);
  if (content === null) return null;
  const stored = door.split(content, push).map(({ key, body }) => ({ key, body: stripped(body, adapter.fields) }));
  return { stored: JSON.stringify(stored), readings: stored.map(({ key, body }) => adapter.read({ shopDbId: '1', key, body })) };
}

/** As the door strips a body, and through JSON as the database keeps it. */
export function stripped(body: unknown, fields: FieldNames): unknown {
  const kept = stripPersonalData(without(body, new Set(fields.personal.map(plainName))), (id) => `hash of ${id}`);
  return JSON.parse(JSON.stringify(kept)) as unknown;
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !names.has(plainName(name)));
  return Object.fromEntries(kept.map(([name, child]) => [name, without(child, names)]));
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\-\s.]/g, '');
}

/** Names of fields that were kept and are in none of the lists: a person would be asked about them. */
export function unclassified(stored: string, fields: FieldNames): string[] {
  const known = new Set([...fields.harmless, 'key', 'body', 'buyerHash'].map(plainName));
  const names = [...new Set(namesIn(JSON.parse(stored)))];
  return names.filter((name) => !known.has(plainName(name)));
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [name, ...namesIn(child)]);
}

/** The expected readings in full, to be compared with all that was said. */
export function completed(expected: readonly ExpectedReading[], readings: readonly Reading[]): unknown[] {
  return expected.map((reading, index) => {
    const actual = readings[index];
    const words = actual !== undefined && 'said' in actual ? actual.said : [];
    return reading.said === undefined ? reading : { ...reading, said: reading.said.map((order, at) => completedOrder(order, words[at])) };
  });
}

function completedOrder(order: ExpectedOrder, actual: SaidOrder | undefined): SaidOrder {
  const lines = order.header?.lines.map((line): SaidLine => saidLine(line)) ?? [];
  const header: SaidHeader | null = order.header === undefined ? null : saidHeader({ ...order.header, lines });
  const refunds = (order.refunds ?? []).map((refund): SaidRefund => saidRefund(refund));
  return saidOrder({ shopDbId: '1', key: actual?.messageKey ?? '', body: null }, order.orderNo, new Date(order.saidAt), header, refunds);
}
