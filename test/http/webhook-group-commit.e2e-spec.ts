import { setTimeout as sleep } from 'node:timers/promises';
import type { InboxEntry } from '../../src/modules/intake/inbox.repository.js';
import { InboxWriter, type Receipt } from '../../src/modules/intake/inbox-writer.js';
import { Database } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { orderChanged } from './canonical-message.js';
import { send, standardPush } from './door-shops.js';
import { whileInboxIsLocked } from './locked-inbox.js';
import { OutsideProgram, type Problem, type Reply } from './outside-program.js';
import { registerMerchant } from './sample-merchant.js';

let server: TestApp;
let shopId: string;
let shopDbId: string;
beforeAll(async () => {
  server = await startTestApp();
  ({ shopId } = await registerMerchant(new OutsideProgram(server)));
  const [shop] = await server.sql<{ id: string }>(`select id::text from shop where platform = 'standard'`);
  shopDbId = shop!.id;
});
afterAll(() => server.close());

/** Commits by the door while `work` runs. */
async function countDoorCommits(work: () => Promise<void>): Promise<number> {
  const database = server.app.get(Database);
  const original = database.statement.bind(database);
  let count = 0;
  database.statement = (principal, act) => {
    count += 1;
    return original(principal, act);
  };
  try {
    await work();
  } finally {
    database.statement = original;
  }
  return count;
}

function deliver(id: string, body: object = orderChanged({ orderNo: id })): Promise<Reply> {
  return send(server, shopId, standardPush(id, JSON.stringify(body)));
}

interface Stored {
  readonly key: string;
  readonly state: string;
}

function stored(prefix: string): Promise<Stored[]> {
  return server.sql<Stored>(
    `select message_key as key, case when state = 'conflict' then state else 'kept' end as state from inbox_message
     where message_key like $1 order by message_key`,
    [`${prefix}%`],
  );
}

/** As the door makes them. */
function entry(key: string, body = 'body'): InboxEntry {
  const bytes = Buffer.from(JSON.stringify({ body }));
  const received = { state: 'received', fault: null, receivedAt: new Date(), origin: 'push', externalShopId: null } as const;
  return { shopDbId, key, bodyHash: Buffer.from(body.padEnd(32, '.')), body: bytes, isSealed: false, ...received };
}

/** All of them in one commit: while the first one is held up the others gather behind it. */
async function receiptsOfOneBatch(
  entries: readonly InboxEntry[],
  first = entry(`ahead-${Math.random()}`),
): Promise<PromiseSettledResult<Receipt>[]> {
  const writer = server.app.get(InboxWriter);
  const began = await whileInboxIsLocked(server, async () => {
    const all = [first, ...entries].map((one) => writer.add(one));
    await sleep(50);
    return all;
  });
  return (await Promise.allSettled(began)).slice(1);
}

function valuesOf(results: readonly PromiseSettledResult<Receipt>[]): string[] {
  return results.map((result) => (result.status === 'fulfilled' ? result.value : 'refused'));
}

describe('Deliveries that come together', () => {
  it('share a few commits, and every one is stored', async () => {
    await deliver('warm');
    const ids = Array.from({ length: 200 }, (_, index) => `together-${String(index).padStart(3, '0')}`);
    const commits = await countDoorCommits(async () => {
      const replies = await Promise.all(ids.map((id) => deliver(id)));
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    });
    expect(commits).toBeLessThan(20);
    expect(await stored('together-')).toEqual(ids.map((key) => ({ key, state: 'kept' })));
  });

  it('are not kept waiting for others when they come alone', async () => {
    const commits = await countDoorCommits(async () => {
      for (let index = 0; index < 5; index += 1) expect((await deliver(`alone-${index}`)).status).toBe(204);
    });
    expect(commits).toBe(5);
  });

  it('are stored once each, however often and in whatever order they are repeated', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `repeated-${index}`);
    const all = Array.from({ length: 10 }, () => ids).flat();
    const replies = await Promise.all(all.map((id) => deliver(id)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    expect((await stored('repeated-')).length).toBe(20);
    await settle(server);
    const [orders] = await server.sql<{ count: number }>(`select count(*)::int as count from sales_order where order_no like 'repeated-%'`);
    expect(orders?.count).toBe(20);
  });

  it('make one conflict of two bodies under one id, whichever comes first', async () => {
    const replies = await Promise.all(
      Array.from({ length: 60 }, (_, index) => deliver('torn', orderChanged({ orderNo: 'torn', version: index % 2 }))),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await stored('torn')).toEqual([
      { key: 'torn', state: 'kept' },
      { key: expect.stringMatching(/^torn#[0-9a-f]{16}$/) as string, state: 'conflict' },
    ]);
  });
});

describe('The receipt of a message', () => {
  it('tells the first, its repeats and other bodies apart within one commit', async () => {
    const given = [
      entry('one'),
      entry('two'),
      entry('one'),
      entry('one', 'other'),
      entry('two', 'other'),
      entry('one', 'other'),
      entry('two'),
    ];
    const receipts = await receiptsOfOneBatch(given);
    expect(valuesOf(receipts)).toEqual(['accepted', 'accepted', 'known', 'conflict', 'conflict', 'conflict', 'known']);
    expect(await stored('one')).toHaveLength(2);
    expect(await stored('two')).toHaveLength(2);
  });

  it('tells them apart across commits, too', async () => {
    expect(valuesOf(await receiptsOfOneBatch([entry('across'), entry('new-1')]))).toEqual(['accepted', 'accepted']);
    const given = [entry('across'), entry('across', 'other'), entry('new-2'), entry('new-1', 'third')];
    expect(valuesOf(await receiptsOfOneBatch(given))).toEqual(['known', 'conflict', 'accepted', 'conflict']);
    expect(valuesOf(await receiptsOfOneBatch([entry('across', 'other')]))).toEqual(['conflict']);
    expect(await stored('across')).toHaveLength(2);
  });

  it('is the same where the first of a key is in the commit under way', async () => {
    expect(valuesOf(await receiptsOfOneBatch([entry('ahead'), entry('ahead', 'other')], entry('ahead')))).toEqual(['known', 'conflict']);
  });
});

describe('A message that cannot be stored', () => {
  beforeAll(() =>
    server.sql(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused' using errcode = '22021'; end $$;
      create trigger refuse before insert on inbox_message for each row when (new.message_key like '%poison%') execute function refuse();
    `),
  );
  afterAll(() => server.sql('drop trigger refuse on inbox_message; drop function refuse()'));

  it('does not take along those it came with, wherever it stands among them', async () => {
    const keys = Array.from({ length: 99 }, (_, index) => `neighbour-${index}`);
    const given = [...keys.slice(0, 40), 'poison-1', ...keys.slice(40, 90), 'poison-2', ...keys.slice(90)];
    let receipts: string[] = [];
    const commits = await countDoorCommits(async () => {
      receipts = valuesOf(await receiptsOfOneBatch(given.map((key) => entry(key))));
    });
    expect(receipts).toEqual(given.map((key) => (key.startsWith('poison') ? 'refused' : 'accepted')));
    expect(await stored('neighbour-')).toHaveLength(99);
    expect(await stored('poison')).toEqual([]);
    // Found by halving; one by one it would take a hundred.
    expect(commits).toBeLessThan(40);
  });

  it('is answered with the time to come back, and its neighbours as if it had not been there', async () => {
    const ids = ['quiet-1', 'poison-3', 'quiet-2', 'quiet-3'];
    const began = await whileInboxIsLocked(server, async () => {
      const all = [deliver('quiet-0'), ...ids.map((id) => deliver(id))];
      await sleep(50);
      return all;
    });
    const replies = await Promise.all(began);
    expect(replies.map(({ status }) => status >= 400)).toEqual([false, false, true, false, false]);
    const refused = replies[2]!;
    expect([refused.status, (refused.body as Problem).code, Number(refused.headers['retry-after']) > 0]).toEqual([
      503,
      'webhook.not-stored',
      true,
    ]);
    expect(await stored('quiet-')).toHaveLength(4);
  });
});

describe('A connection that breaks in the middle of a commit', () => {
  const cut = `select pid, pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'cunbo_app' and wait_event_type = 'Lock'`;

  it('loses nothing: the commit is done again on another', async () => {
    const keys = Array.from({ length: 50 }, (_, index) => `cut-${index}`);
    const writer = server.app.get(InboxWriter);
    const began = await whileInboxIsLocked(server, async () => {
      const all = keys.map((key) => writer.add(entry(key)));
      await sleep(100);
      await server.sql(cut);
      await sleep(100);
      return all;
    });
    expect(new Set(await Promise.all(began))).toEqual(new Set(['accepted']));
    expect(await stored('cut-')).toHaveLength(50);
  });

  it('is heard of by all of the commit at once if the next one breaks as well, and what comes later is stored', async () => {
    const writer = server.app.get(InboxWriter);
    const broken = new Set<number>();
    const results = await whileInboxIsLocked(server, async () => {
      const first = writer.add(entry('twice-0')).catch(() => 'refused');
      await sleep(100);
      const others = Array.from({ length: 50 }, (_, index) => writer.add(entry(`twice-${index + 1}`)).catch(() => 'refused'));
      let isHeard = false;
      const all = Promise.all([first, ...others]).finally(() => (isHeard = true));
      while (!isHeard) {
        for (const { pid } of await server.sql<{ pid: number }>(cut)) broken.add(pid);
        await sleep(50);
      }
      return all;
    });
    expect(new Set(results)).toEqual(new Set(['refused']));
    // Two commits, each tried twice: nobody waited for the one before it.
    expect(broken.size).toBe(4);
    expect(await stored('twice-')).toEqual([]);
    expect((await deliver('twice-later')).status).toBe(204);
  });
});
