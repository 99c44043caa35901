import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/index.js';
import { Secrets } from '../../src/platform/crypto/index.js';
import { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { type Environment, Program } from './program.js';
import { makeOrders, openShop, readTotals, totalsOf } from './sales.js';
import { Sender } from './sender.js';
import { ADMIN_PASSWORD, freePort } from './system-under-test.js';

/** So many that a change of the key takes long enough to be killed in. */
const TOKENS = 8_000;
const PLAIN = Buffer.from('{"accessToken":"a","refreshToken":null,"origin":""}');

let dataDirectory: string;
let environment: Environment;
let baseUrl: string;
beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'cunbo-process-'));
  await chmod(root, 0o755);
  dataDirectory = join(root, 'data');
  const port = await freePort();
  baseUrl = `http://127.0.0.1:${port}`;
  environment = { DATA_DIR: dataDirectory, CUNBO_ADMIN_PASSWORD: ADMIN_PASSWORD, PORT: String(port) };
});
afterAll(async () => {
  for (const program of started) await program.stop('SIGKILL');
  await rm(join(dataDirectory, '..'), { recursive: true, force: true });
});

const started: Program[] = [];
function run(file: 'main.js' | 'cli.js', ...parameters: string[]): Program {
  const program = new Program(file, parameters, environment);
  started.push(program);
  return program;
}

const keysInFile = async (): Promise<string[]> => (await readFile(join(dataDirectory, 'secret-key'), 'utf8')).trim().split('\n');

async function start(): Promise<Program> {
  const program = run('main.js');
  await program.untilItSays('Cunbo is listening');
  return program;
}

async function withDatabase<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const server = await startEmbeddedPostgres({ dataDirectory, log: () => undefined });
  const client = new pg.Client({
    host: server.host,
    port: server.port,
    user: server.superuser,
    password: server.superuserPassword,
    database: 'cunbo',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
    await server.stop();
  }
}

const sealTokens = (secretKey: string): Promise<void> =>
  withDatabase(async (client) => {
    const secrets = new Secrets(secretKey);
    const owners = Array.from({ length: TOKENS }, (_, index) => `shop:${1_000_000 + index}`);
    const sealed = owners.map((owner) => secrets.encrypt('credentials', PLAIN, `tokens:${owner}`));
    await client.query(
      `insert into platform_token (owner, sealed, expires_at, renewed_at) select owner, sealed, now(), now() from unnest($1::text[], $2::bytea[]) t (owner, sealed)`,
      [owners, sealed],
    );
  });

async function openAll(secrets: Secrets): Promise<{ old: number; anew: number }> {
  return withDatabase(async (client) => {
    const { rows } = await client.query<{ owner: string; sealed: Buffer }>('select owner, sealed from platform_token');
    for (const { owner, sealed } of rows) expect(secrets.decrypt('credentials', sealed, `tokens:${owner}`)).toEqual(PLAIN);
    const anew = rows.filter(({ sealed }) => sealed.subarray(0, 9).equals(secrets.beginning)).length;
    return { anew, old: rows.length - anew };
  });
}

it('The secret key is changed, killed half-way and carried on; nothing is lost and the old key not needed any more', async () => {
  // Makes the database, which takes its time; the start that follows has a limit.
  expect(await run('cli.js', 'migrate').ended).toMatchObject({ code: 0 });
  let program = await start();
  const api = await ApiClient.signIn(baseUrl, ADMIN_PASSWORD);
  const shop = await openShop(api);
  await new Sender(baseUrl, shop).send(makeOrders(5));

  const refused = run('cli.js', 'rotate-secret-key');
  expect(await refused.ended).toMatchObject({ code: 2 });
  expect(refused.output).toContain('Stop Cunbo first');
  await program.stop();
  const [old = ''] = await keysInFile();
  await sealTokens(old);

  const killed = run('cli.js', 'rotate-secret-key');
  await eventually('the change has begun', 30_000, async () => (await keysInFile()).length === 2);
  await killed.untilItSays('platform_token.sealed: 400\n');
  await killed.kill();
  const [current = '', previous] = await keysInFile();
  expect([previous, current === old]).toEqual([old, false]);
  const halfWay = await openAll(new Secrets(current, previous));
  expect([halfWay.old > 0, halfWay.anew > 0]).toEqual([true, true]);

  // It works in between, under both keys: the shop's address and secret are what they were.
  program = await start();
  await new Sender(baseUrl, shop).send(makeOrders(10));
  await program.stop();

  const finished = run('cli.js', 'rotate-secret-key', '--json');
  expect([await finished.ended, finished.output]).toMatchObject([{ code: 0 }, expect.stringContaining('resealed')]);
  expect(await keysInFile()).toEqual([current]);
  expect(await openAll(new Secrets(current))).toEqual({ anew: TOKENS, old: 0 });

  program = await start();
  await new Sender(baseUrl, shop).send(makeOrders(20));
  const again = await ApiClient.signIn(baseUrl, ADMIN_PASSWORD);
  const expected = totalsOf(20);
  await eventually(
    'everything is counted, once',
    120_000,
    async () => JSON.stringify((await readTotals(again))[0]) === JSON.stringify(expected),
    200,
  );
  await program.stop();
}, 240_000);
