import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const PROJECT = join(import.meta.dirname, '..', '..');
/** Stands for nest build: counts its runs, and makes programs that tell what happens to them. */
const FAKE_BUILD = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('dist', { recursive: true });
appendFileSync('builds', 'built ');
writeFileSync('dist/cli.js', \`
  const [name, ...rest] = process.argv.slice(2);
  if (name === 'create-token') console.log(JSON.stringify({ token: 'secret' }));
  else if (name === 'simulate') {
    const running = setInterval(() => undefined, 1000);
    process.on('SIGTERM', () => { console.log('simulator stopped'); clearInterval(running); });
    console.log('simulating with', process.env.CUNBO_TOKEN);
  } else { console.log(JSON.stringify(rest)); process.exitCode = 3; }\`);
writeFileSync('dist/main.js', \`
  import { createServer } from 'node:http';
  createServer((request, response) => response.end()).listen(Number(process.env.PORT), '127.0.0.1');
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { console.log('server stopped by', signal); process.exit(0); });
  if (process.env.DIES) setTimeout(() => process.exit(7), 300);\`);
`;

let root: string;
let checkouts = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cunbo-setup-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** A checkout with the real setup, the installed dependencies and a build of its own. */
async function makeCheckout(): Promise<string> {
  const checkout = join(root, `checkout-${++checkouts}`);
  await mkdir(join(checkout, 'src'), { recursive: true });
  await cp(join(PROJECT, 'src', 'setup.mjs'), join(checkout, 'src', 'setup.mjs'));
  await cp(join(PROJECT, 'src', 'setup'), join(checkout, 'src', 'setup'), { recursive: true });
  await cp(join(PROJECT, 'package-lock.json'), join(checkout, 'package-lock.json'));
  await symlink(join(PROJECT, 'node_modules'), join(checkout, 'node_modules'));
  await writeFile(join(checkout, 'build.mjs'), FAKE_BUILD);
  await writeFile(join(checkout, 'package.json'), JSON.stringify({ type: 'module', scripts: { 'build:server': 'node build.mjs' } }));
  return checkout;
}

function setup(
  checkout: string,
  parameters: string[],
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; output: Promise<string>; ended: Promise<unknown[]> } {
  const child = spawn(process.execPath, [join(checkout, 'src', 'setup.mjs'), ...parameters], {
    env: { ...process.env, npm_lifecycle_event: undefined, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { child, output: text(child.stdout), ended: once(child, 'exit') };
}

const buildsOf = async (checkout: string): Promise<number> => (await readFile(join(checkout, 'builds'), 'utf8')).trim().split(' ').length;

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return String(typeof address === 'object' ? address?.port : '');
}

describe('setup', () => {
  it('passes a command its arguments as they are, writes nothing between its lines, and answers with its exit code', async () => {
    const { output, ended } = setup(await makeCheckout(), ['cunbo', 'verify', '--json', 'a b', '$HOME']);
    expect(await output).toBe('["--json","a b","$HOME"]\n');
    expect((await ended)[0]).toBe(3);
  });

  it('builds once, however many start at once, and again only after a change', async () => {
    const checkout = await makeCheckout();
    await Promise.all([1, 2, 3].map(() => setup(checkout, ['cunbo', 'x']).ended));
    await setup(checkout, ['cunbo', 'x']).ended;
    expect(await buildsOf(checkout)).toBe(1);
    await writeFile(join(checkout, 'src', 'new.ts'), 'export {};');
    await setup(checkout, ['cunbo', 'x']).ended;
    expect(await buildsOf(checkout)).toBe(2);
  });

  it('goes on after a setup that was killed while it held the lock', async () => {
    const checkout = await makeCheckout();
    await mkdir(join(checkout, '.tmp'));
    await writeFile(join(checkout, '.tmp', 'setup.lock'), JSON.stringify({ pid: 4_194_304, startedAt: '1', token: 'gone' }));
    expect((await setup(checkout, ['cunbo', 'x']).ended)[0]).toBe(3);
  });

  it('runs the server as the image does', async () => {
    const dockerfile = await readFile(join(PROJECT, 'docker', 'Dockerfile'), 'utf8');
    const flags = JSON.parse(await readFile(join(PROJECT, 'src', 'setup', 'heap-flags.json'), 'utf8')) as string[];
    const [, command = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    expect(JSON.parse(command)).toEqual(['node', ...flags, 'dist/main.js']);
  });

  it('stops the simulator before the server of the demo', async () => {
    const { child, output, ended } = setup(await makeCheckout(), ['demo'], { PORT: await freePort() });
    child.stdout?.on('data', (chunk: Buffer) => chunk.includes('simulating') && child.kill('SIGINT'));
    expect(await output).toBe('simulating with secret\nsimulator stopped\nserver stopped by SIGINT\n');
    expect((await ended)[0]).toBe(0);
  });

  it('ends the demo with the exit code of its server', async () => {
    const { ended } = setup(await makeCheckout(), ['demo'], { PORT: await freePort(), DIES: 'yes' });
    expect((await ended)[0]).toBe(7);
  });

  it('does not take another program on the port for the demo', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    expect((await setup(await makeCheckout(), ['demo'], { PORT: port }).ended)[0]).toBe(1);
    other.close();
  });
});
