import { readdirSync, readFileSync } from 'node:fs';
import type { SaidHeader, SaidLine, SaidOrder, SaidRefund } from '../../orders/index.js';
import type { Credentials } from '../../shops/index.js';
import type { PlatformAdapter, Push, Reading } from './platform-adapter.js';
import { saidHeader, saidLine, saidOrder, saidRefund } from './said.js';
import { stripped, unclassified } from './stripped.spec-support.js';

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

/** Of what was written, as text. */
export function unclassifiedIn(stored: string, { fields }: Pick<PlatformAdapter, 'fields'>): string[] {
  const messages = JSON.parse(stored) as readonly { readonly body: unknown }[];
  return messages.flatMap(({ body }) => unclassified(body, fields));
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
