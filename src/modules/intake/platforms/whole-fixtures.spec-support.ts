import { readdirSync, readFileSync } from 'node:fs';
import { parseLosslessJson } from '../../../kernel/lossless-json.js';
import type { Credentials } from '../../shops/index.js';
import type { PlatformAdapter, Push, PushedMessage, Reading } from './platform-adapter.js';
import { contradictions, stripped, unclassified } from './stripped.spec-support.js';

/** A push as its text, or what the API answered about an order; with the whole of what must come of it. */
interface Fixture {
  readonly push?: string;
  readonly messages?: readonly { key: string; externalShopId: string | null; reading: unknown }[];
  readonly fetched?: Record<string, unknown>;
  readonly reading?: unknown;
}

interface Played {
  readonly name: string;
  readonly folder: URL;
  readonly adapter: PlatformAdapter;
  readonly credentials: Credentials;
  /** Signed or encrypted as the platform does. */
  readonly seal: (text: string) => Pick<Push, 'headers' | 'rawBody'>;
  /** What must not be found in anything that is kept. */
  readonly people: readonly string[];
}

/** Plays every fixture of a folder from the signature to the words. */
export function describeWholeFixtures({ name, folder, adapter, credentials, seal, people }: Played): void {
  const { fields } = adapter;
  const fixtures = readdirSync(folder).map((file) => ({
    file,
    fixture: parseLosslessJson(readFileSync(new URL(file, folder), 'utf8')) as Fixture,
  }));
  const pushed = (text: string): readonly PushedMessage[] => {
    const push: Push = { method: 'POST', query: {}, receivedAt: new Date(), ...seal(text) };
    const door = adapter.door(credentials);
    return door.split(door.open(push)!, push);
  };
  const kept = ({ push, fetched }: Fixture): unknown =>
    stripped(push === undefined ? fetched : pushed(push).map(({ body }) => body), fields);
  const asJson = (reading: Reading): unknown => JSON.parse(JSON.stringify(reading));

  describe(`A push of ${name} on its way from the signature to the words`, () => {
    it.each(fixtures.filter(({ fixture }) => fixture.push !== undefined))('comes out as described in $file', ({ fixture }) => {
      const found = pushed(fixture.push!).map(({ key, externalShopId, body }) => ({
        key,
        externalShopId,
        reading: asJson(adapter.read({ shopDbId: '7', key, body: stripped(body, fields) })),
      }));
      expect(found).toEqual(fixture.messages);
    });
  });

  describe(`An order fetched from ${name}`, () => {
    it.each(fixtures.filter(({ fixture }) => fixture.fetched !== undefined))('comes out as described in $file', ({ fixture }) => {
      const message = { shopDbId: '7', key: 'm:1', body: stripped(fixture.fetched, fields) };
      expect(asJson(adapter.api!.read(message))).toEqual(fixture.reading);
    });
  });

  describe(`What is kept of ${name}`, () => {
    it.each(fixtures)('names nobody in $file', ({ fixture }) => {
      const text = JSON.stringify(kept(fixture)).replaceAll('hash of oBuyer0001', '');
      for (const person of [...people, 'oBuyer0001']) expect(text).not.toContain(person);
    });

    it('has every field classified, and once', () => {
      expect(fixtures.flatMap(({ fixture }) => unclassified(kept(fixture), fields))).toEqual([]);
      expect(contradictions(fields)).toEqual([]);
    });
  });
}
