import { setFlagsFromString } from 'node:v8';
import { runInNewContext, runInThisContext } from 'node:vm';
import { Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { breaches } from './conventions.js';
import { DOORS, type DoorShop, openDoorShops, send } from './door-shops.js';
import { type Attempt, attemptAt } from './fuzz-attempt.js';
import { Dice } from './fuzz-dice.js';
import { OutsideProgram } from './outside-program.js';
import { registerMerchant } from './sample-merchant.js';

/** `CUNBO_FUZZ=100000` for more, `CUNBO_FUZZ_SEED` for the same again. */
const COUNT = Number(process.env.CUNBO_FUZZ ?? 4_000);
const SEED = Number(process.env.CUNBO_FUZZ_SEED ?? Date.now() % 1_000_000);
const AT_ONCE = 40;
const SETTLE_EVERY = 2_000;
/** What may stay of the whole run: compiled code, statements, remembered names. It does not grow with the count. */
const MAX_HEAP_GROWTH_MB = 60;

// Jest gives its own copy of the process to specs; what goes unhandled is told to the real one.
const realProcess = runInThisContext('process') as NodeJS.Process;
const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);

let server: TestApp;
let shops: DoorShop[];
beforeAll(async () => {
  realProcess.on('unhandledRejection', note).on('uncaughtExceptionMonitor', note);
  // Nobody answers there: whatever is asked of a platform stays on this machine.
  server = await startTestApp({ platformApis: Object.fromEntries(DOORS.map((door) => [door, 'http://127.0.0.1:9'])) });
  const program = new OutsideProgram(server);
  shops = await openDoorShops(program, (await registerMerchant(program)).merchantId);
});
afterAll(async () => {
  realProcess.off('unhandledRejection', note).off('uncaughtExceptionMonitor', note);
  await server.close();
});

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

async function sendAttempt({ method, address, headers, payload }: Attempt): Promise<Answered> {
  const request = { method: method as 'POST', url: address, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { payload }) };
  const response = await server.app.inject(request);
  return { status: response.statusCode, body: response.payload, headers: response.headers };
}

/** What an answer must not be, in words; null if it is as it should be. */
function faultOf({ kind, push }: Attempt, { status, body, headers }: Answered): string | null {
  if (status >= 500) return `answered ${status}, Retry-After ${String(headers['retry-after'])}: ${body}`;
  if (kind === 'forged' && status < 400) return `a forgery was answered ${status} ${body}`;
  if (kind === 'signed' && !isTaken(push.door, status)) return `a signed push was answered ${status} ${body}`;
  const isProblem = status >= 400 && body !== '';
  return isProblem ? (breaches({ status, body: parsed(body), headers: headers as Record<string, string> })[0] ?? null) : null;
}

/** 401: without the right app in what is sealed or signed, it is not the platform's word to us. */
function isTaken(door: string, status: number): boolean {
  if (door === 'standard') return status === 204 || status === 400;
  return status === 200 || ((door === 'kuaishou' || door === 'youzan') && status === 401);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describeAttempt({ what, push, method, address, headers, payload }: Attempt): string {
  const sent = JSON.stringify({ method, address, headers }).slice(0, 800);
  return `${push.door}: ${what}\n  ${sent}\n  body ${payload?.toString('latin1').slice(0, 1_500)}\n  content ${push.content.toString().slice(0, 1_500)}`;
}

function heapMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1_048_576);
}

async function play(count: number, dice: Dice): Promise<{ faults: string[]; answers: Record<string, number> }> {
  const faults: string[] = [];
  const answers: Record<string, number> = {};
  for (let sent = 0; sent < count && faults.length < 10; sent += AT_ONCE) {
    const attempts = Array.from({ length: AT_ONCE }, () => attemptAt(dice.pick(shops), dice));
    const answered = await Promise.all(attempts.map(sendAttempt));
    for (const [index, attempt] of attempts.entries()) {
      const answer = answered[index]!;
      const key = `${attempt.kind} ${answer.status}`;
      answers[key] = (answers[key] ?? 0) + 1;
      const fault = faultOf(attempt, answer);
      if (fault !== null) faults.push(`${fault}\n  ${describeAttempt(attempt)}`);
    }
    if (sent % SETTLE_EVERY < AT_ONCE) await settle(server);
  }
  await settle(server);
  return { faults, answers };
}

describe(`The door under ${COUNT} odd requests (CUNBO_FUZZ_SEED=${SEED})`, () => {
  it(
    'answers every one as it should, forgets nothing it took, and keeps its memory',
    async () => {
      const dice = new Dice(SEED);
      await play(400, dice);
      const before = heapMb();
      const startedAt = performance.now();
      const { faults, answers } = await play(COUNT, dice);
      const after = heapMb();
      const told = {
        seed: SEED,
        count: COUNT,
        seconds: Math.round((performance.now() - startedAt) / 1_000),
        heapMb: { before, after },
        answers,
      };
      if (process.env.CUNBO_FUZZ !== undefined) console.log(JSON.stringify(told));
      expect(faults).toEqual([]);
      expect(unhandled).toEqual([]);
      expect(after - before).toBeLessThan(MAX_HEAP_GROWTH_MB);
    },
    COUNT * 60 + 60_000,
  );

  it('has decided on all it took', async () => {
    const states = await server.sql<{ state: string; count: number }>(
      'select state, count(*)::int as count from inbox_message group by state order by state',
    );
    expect(
      states
        .map(({ state }) => state)
        .filter((state) => !['applied', 'awaiting-detail', 'conflict', 'ignored', 'quarantined'].includes(state)),
    ).toEqual([]);
    expect(states.length).toBeGreaterThanOrEqual(4);
    expect(await server.sql('select 1 from inbox_message where decided_at is null')).toEqual([]);
  });

  it('has left books that agree with their orders', async () => {
    const { differences } = await new Verification(server.app.get(Database), new VerificationRepository()).verify();
    expect(differences).toEqual([]);
  });

  it('still takes a sound push of every platform', async () => {
    for (const { door, shopId, pushes } of shops)
      expect([door, (await send(server, shopId, pushes[0]!)).status]).toEqual([door, door === 'standard' ? 204 : 200]);
  });
});
