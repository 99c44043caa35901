import { readdirSync, readFileSync } from 'node:fs';
import type { SaidHeader, SaidLine, SaidRefund } from '../../orders/index.js';
import type { Credentials } from '../../shops/index.js';
import type { PlatformAdapter, Push } from './platform-adapter.js';
import type { ApiCall } from './platform-api.js';
import { saidHeader, saidLine, saidRefund } from './said.js';
import { contradictions, stripped, unclassified } from './stripped.spec-support.js';

/** The content of a push, or the API's answers about an order by the call's name; with what must come of it, without what is said where nothing is said. */
interface Fixture {
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

interface Played {
  readonly folder: URL;
  readonly adapter: PlatformAdapter;
  readonly credentials: Credentials;
  /** Signed or encrypted as the platform does. */
  readonly pushOf: (content: string) => Push;
  /** Tells calls of one name apart: the name of the parameter. */
  readonly parameter: string;
  /** What must not be found in anything that is kept. */
  readonly people: RegExp;
}

/** Plays every fixture of a folder from the signature, or from the API, to the words. */
export function describeShortFixtures({ folder, adapter, credentials, pushOf, parameter, people }: Played): void {
  const fixtures = readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Fixture] as const);
  const strip = (body: unknown): unknown => stripped(body, adapter.fields, (id) => `hash of …${id.slice(-4)}`);

  /** What the ledger keeps of a fixture: by the door, or by the API. */
  async function storedOf({ content, orderNo = '', answers = {} }: Fixture): Promise<unknown> {
    const ask = ({ name, params }: ApiCall) => Promise.resolve(answers[[name, params[parameter]].filter(Boolean).join(' ')] ?? null);
    if (content === undefined) return strip(await adapter.api!.fetchOrder(orderNo, ask));
    const push = pushOf(content);
    const door = adapter.door(credentials);
    return strip(door.split(door.open(push)!, push)[0]!.body);
  }

  describe.each(fixtures)('The fixture %s', (_name, fixture) => {
    it('is read as its description says', async () => {
      const message = { shopDbId: '7', key: 'key', body: await storedOf(fixture) };
      const reading = fixture.content === undefined ? adapter.api!.read(message) : adapter.read(message);
      expect(reading).toEqual(completed(fixture.expected));
    });

    it('keeps nothing of people, and no field that nobody classified', async () => {
      const stored = await storedOf(fixture);
      expect(JSON.stringify(stored)).not.toMatch(people);
      expect(unclassified(stored, adapter.fields)).toEqual([]);
    });
  });

  it('classifies no field twice', () => {
    expect(contradictions(adapter.fields)).toEqual([]);
  });
}

function completed({ said, ...rest }: Expected): unknown {
  return said === undefined ? rest : { ...rest, said: said.map(completedWord) };
}

function completedWord({ header, refunds, saidAt, ...rest }: ExpectedWord): unknown {
  const standing = header === null ? null : saidHeader({ ...header, lines: header.lines.map(saidLine) });
  const common = { shopDbId: '7', messageKey: 'key', source: 'platform', version: null };
  return { ...common, ...rest, saidAt: new Date(saidAt), header: standing, refunds: refunds.map(saidRefund) };
}
