// What the two walls cost a ranking: the guard (who asks, and whether they may) and row-level security (what they see). The same server four
// times, with both, with one, with none; every round asks each once, in turns, so that what else the machine does meets all alike.
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ChildProgram, startReadyProgram } from './child-program.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { built } from './product.ts';
import { pathOf, type Question, questions } from './questions.ts';
import { freePort } from './server-process.ts';

const WARM_UPS = 40;
const VARIANTS = [
  { name: 'both walls', guard: '1', rowSecurity: '1' },
  { name: 'no guard', guard: '0', rowSecurity: '1' },
  { name: 'no row security', guard: '1', rowSecurity: '0' },
  { name: 'neither', guard: '0', rowSecurity: '0' },
] as const;

export interface WallRun {
  readonly question: string;
  readonly who: string;
  readonly timings: readonly { readonly name: string; readonly ms: number[] }[];
}

interface Server {
  readonly name: string;
  readonly program: ChildProgram;
  readonly agent: Agent;
  readonly port: number;
}

interface Asker {
  readonly who: string;
  readonly headers: Readonly<Record<string, string>>;
}

export async function measureWalls(installation: Installation, rounds: number): Promise<WallRun[]> {
  const servers: Server[] = [];
  try {
    for (const variant of VARIANTS) servers.push(await start(installation, variant));
    const asked = await questions(installation.admin);
    const counties = asked.filter(({ name }) => name === 'counties, 30 days');
    const villages = asked.filter(({ name }) => name.startsWith('villages of'));
    const runs: WallRun[] = [];
    const operator = await askerOf(installation, null);
    for (const question of [...counties, ...villages]) runs.push(await race(servers, question, operator, rounds));
    for (const question of villages) runs.push(await race(servers, question, await askerOf(installation, question.within), rounds));
    return runs;
  } finally {
    for (const { agent, program } of servers) {
      agent.destroy();
      await program.stop();
    }
  }
}

async function start({ environment }: Installation, { name, guard, rowSecurity }: (typeof VARIANTS)[number]): Promise<Server> {
  const port = await freePort();
  const program = await startReadyProgram('./walls-server.ts', {
    ...environment,
    PORT: String(port),
    CUNBO_ROLE: 'api',
    LOG_LEVEL: 'warn',
    CUNBO_ACCOUNT_REQUESTS_PER_SECOND: '0',
    CUNBO_ADDRESS_REQUESTS_PER_SECOND: '0',
    BENCH_GUARD: guard,
    BENCH_ROW_SECURITY: rowSecurity,
  });
  return { name, port, program, agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
}

/** The operator, or an officer of that division. */
async function askerOf({ admin, services }: Installation, divisionCode: string | null): Promise<Asker> {
  const { FIRST_ADMINISTRATOR, SignIn } = await built('modules/accounts/index.js');
  if (divisionCode !== null)
    await admin.query(
      `insert into account (username, name, password_hash, role, division_code) values ('bench-bureau', 'bench', '', 'bureau', $1) on conflict do nothing`,
      [divisionCode],
    );
  const username = divisionCode === null ? FIRST_ADMINISTRATOR : 'bench-bureau';
  const token = await services.get(SignIn).createToken(username, 'bench', null);
  return {
    who: divisionCode === null ? 'operator' : 'bureau',
    headers: { authorization: `Bearer ${token}`, 'x-bench-division': divisionCode ?? '' },
  };
}

async function race(servers: readonly Server[], question: Question, asker: Asker, rounds: number): Promise<WallRun> {
  process.stderr.write(`  ${question.name}, ${asker.who} …\n`);
  const path = pathOf(question);
  const answers = await Promise.all(servers.map(async (server) => withoutTime(await ask(server, path, asker))));
  if (new Set(answers).size !== 1) throw new Error(`${question.name}: the servers answer differently, so nothing can be compared.`);
  for (let turn = 0; turn < WARM_UPS; turn += 1) for (const server of servers) await ask(server, path, asker);
  const timings = servers.map(({ name }) => ({ name, ms: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < servers.length; turn += 1) {
      const place = (round + turn) % servers.length;
      const server = servers[place];
      if (server !== undefined) timings[place]?.ms.push(await timed(() => ask(server, path, asker)));
    }
  }
  return { question: question.name, who: asker.who, timings };
}

function withoutTime(answer: string): string {
  return answer.replace(/"asOf":"[^"]*"/, '');
}

async function ask({ port, agent }: Server, path: string, { headers }: Asker): Promise<string> {
  const request = get({ host: '127.0.0.1', port, path, agent, headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}: ${body}`);
  return body;
}
