import { readdirSync, readFileSync } from 'node:fs';
import type { SaidHeader, SaidLine, SaidRefund } from '../../../orders/index.js';
import { stripPersonalData } from '../../personal-data.js';
import type { ApiCall } from '../platform-api.js';
import { saidHeader, saidLine, saidRefund } from '../said.js';
import { weixinAdapter } from './index.js';
import { weixinPush } from './weixin-test-push.js';

const CREDENTIALS = { appId: 'wxb11529c136998cb6', token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
const NOW = new Date('2025-11-25T00:00:00Z');
const PEOPLE = /小红|oBuyer|uBuyer|oGiver|uGiver|oSharer|uSharer|13800001234|17000005678|某街|太原|SF0001112223|老客户|store\.mp/;
const hashBuyer = (id: string) => `hash of …${id.slice(-4)}`;

interface Fixture {
  readonly description: string;
  readonly content?: string;
  readonly orderNo?: string;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly expected: Expected;
}

interface Expected {
  readonly about: unknown;
  readonly said?: readonly ExpectedWord[];
}

interface ExpectedWord {
  readonly orderNo: string;
  readonly saidAt: string;
  readonly header: (SaidHeader & { readonly lines: readonly SaidLine[] }) | null;
  readonly refunds: readonly SaidRefund[];
}

const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Fixture] as const);

/** What the ledger keeps of a fixture: by the door, or by the API. */
async function storedOf({ content, orderNo = '', answers = {} }: Fixture): Promise<unknown> {
  if (content === undefined) {
    const ask = ({ name, params }: ApiCall) =>
      Promise.resolve(answers[[name, params.after_sale_order_id].filter(Boolean).join(' ')] ?? null);
    return stripped(await weixinAdapter.api!.fetchOrder(orderNo, ask));
  }
  const push = weixinPush(CREDENTIALS, content, NOW);
  const door = weixinAdapter.door(CREDENTIALS);
  return stripped(door.split(door.open(push)!, push)[0]!.body);
}

function stripped(value: unknown): unknown {
  return stripPersonalData(withOwnNames(value), hashBuyer);
}

/** The platform's own names, as the door handles them: personal ones go, a buyer's id is handled as one. */
function withOwnNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOwnNames);
  if (typeof value !== 'object' || value === null) return value;
  const { personal, buyerIds } = weixinAdapter.fields;
  const kept = Object.entries(value).filter(([name]) => !personal.map(plain).includes(plain(name)));
  return Object.fromEntries(
    kept.map(([name, child]) => [buyerIds.map(plain).includes(plain(name)) ? 'buyer_id' : name, withOwnNames(child)]),
  );
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_\-\s.]/g, '');
}

function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(child)]);
}

function completed({ said, ...rest }: Expected): unknown {
  return said === undefined ? rest : { ...rest, said: said.map(completedWord) };
}

function completedWord({ header, refunds, saidAt, ...rest }: ExpectedWord): unknown {
  const standing = header === null ? null : saidHeader({ ...header, lines: header.lines.map(saidLine) });
  const common = { shopDbId: '7', messageKey: 'key', source: 'platform', version: null };
  return { ...common, ...rest, saidAt: new Date(saidAt), header: standing, refunds: refunds.map(saidRefund) };
}

describe.each(fixtures)('The fixture %s', (_name, fixture) => {
  it('is read as its description says', async () => {
    const message = { shopDbId: '7', key: 'key', body: await storedOf(fixture) };
    const reading = fixture.content === undefined ? weixinAdapter.api!.read(message) : weixinAdapter.read(message);
    expect(reading).toEqual(completed(fixture.expected));
  });

  it('keeps nothing of people, and no field that nobody classified', async () => {
    const stored = await storedOf(fixture);
    expect(JSON.stringify(stored)).not.toMatch(PEOPLE);
    const known = new Set([...weixinAdapter.fields.harmless.map(plain), 'buyerhash']);
    expect(namesIn(stored).filter((name) => !known.has(plain(name)))).toEqual([]);
  });
});
