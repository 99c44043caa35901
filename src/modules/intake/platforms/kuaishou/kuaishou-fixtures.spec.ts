import { readdirSync, readFileSync } from 'node:fs';
import { parseLosslessJson } from '../../../../kernel/lossless-json.js';
import { stripPersonalData } from '../../personal-data.js';
import type { PushedMessage, Reading } from '../platform-adapter.js';
import { kuaishouAdapter as kuaishou } from './index.js';
import { encrypted } from './kuaishou-cipher.js';

interface Fixture {
  readonly description: string;
  readonly push?: string;
  readonly messages?: readonly { key: string; externalShopId: string | null; reading: unknown }[];
  readonly fetched?: Record<string, unknown>;
  readonly reading?: unknown;
}

const CREDENTIALS = { appKey: 'ks123456', messageKey: 'AAECAwQFBgcICQoLDA0ODw==' };
const FOLDER = new URL('./fixtures/', import.meta.url);
const FIXTURES = readdirSync(FOLDER).map((name) => ({
  name,
  fixture: parseLosslessJson(readFileSync(new URL(name, FOLDER), 'utf8')) as Fixture,
}));

const plain = (name: string) => name.toLowerCase().replace(/[_\-\s.]/g, '');
const PERSONAL = new Set(kuaishou.fields.personal.map(plain));
const BUYER_IDS = new Set(kuaishou.fields.buyerIds.map(plain));

/** The platform's own names first; a buyer's id goes on under a name that everyone knows. */
function stripped(value: unknown): unknown {
  return stripPersonalData(withoutOwn(value), (id) => `hash of ${id}`);
}

function withoutOwn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOwn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !PERSONAL.has(plain(name)))
      .map(([name, child]) => [BUYER_IDS.has(plain(name)) ? 'buyer_id' : name, withoutOwn(child)]),
  );
}

function pushed(text: string): readonly PushedMessage[] {
  const ciphertext = encrypted(Buffer.from(text), Buffer.from(CREDENTIALS.messageKey, 'base64'));
  const rawBody = Buffer.from(ciphertext.toString('base64'));
  const push = { method: 'POST' as const, query: {}, headers: {}, rawBody, receivedAt: new Date() };
  const door = kuaishou.door(CREDENTIALS);
  return door.split(door.open(push)!, push);
}

const asJson = (reading: Reading): unknown => JSON.parse(JSON.stringify(reading));
const read = ({ key, body }: PushedMessage) => kuaishou.read({ shopDbId: '7', key, body: stripped(body) });
const readFetched = (body: unknown) => kuaishou.api!.read({ shopDbId: '7', key: 'm:1', body: stripped(body) });

describe('A push of 快手小店 on its way from the ciphertext to the words', () => {
  it.each(FIXTURES.filter(({ fixture }) => fixture.push !== undefined))('comes out as described in $name', ({ fixture }) => {
    const found = pushed(fixture.push!).map((message) => ({
      key: message.key,
      externalShopId: message.externalShopId,
      reading: asJson(read(message)),
    }));
    expect(found).toEqual(fixture.messages);
  });
});

describe('An order fetched from 快手小店', () => {
  it.each(FIXTURES.filter(({ fixture }) => fixture.fetched !== undefined))('comes out as described in $name', ({ fixture }) => {
    expect(asJson(readFetched(fixture.fetched))).toEqual(fixture.reading);
  });
});

describe('What is kept of 快手小店', () => {
  it.each(FIXTURES)('names nobody in $name', ({ fixture }) => {
    const kept = fixture.push === undefined ? [fixture.fetched] : pushed(fixture.push).map(({ body }) => body);
    const text = JSON.stringify(stripped(kept));
    for (const personal of ['王小红', '13800001234', '某街1号']) expect(text).not.toContain(personal);
    expect(text.replaceAll('hash of oBuyer0001', '')).not.toContain('oBuyer0001');
  });

  it('has every field classified', () => {
    const known = new Set([...kuaishou.fields.harmless, ...kuaishou.fields.personal, ...kuaishou.fields.buyerIds].map(plain));
    const names = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value)) Object.keys(value).forEach((name) => names.add(name));
      Object.values(value).forEach(collect);
    };
    for (const { fixture } of FIXTURES)
      collect(stripped(fixture.push === undefined ? fixture.fetched : pushed(fixture.push).map(({ body }) => body)));
    expect([...names].filter((name) => !known.has(plain(name)))).toEqual([]);
  });

  it('lists no name as both harmless and personal', () => {
    const harmless = new Set(kuaishou.fields.harmless.map(plain));
    expect([...PERSONAL, ...BUYER_IDS].filter((name) => harmless.has(name))).toEqual([]);
  });
});
