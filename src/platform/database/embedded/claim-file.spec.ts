import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileClaim, readClaim, tryClaim } from './claim-file.js';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cunbo-claim-'));
  path = join(directory, 'owner.json');
});

afterEach(() => rm(directory, { recursive: true }));

const dead = (token: string): string => JSON.stringify({ pid: 4_194_304, startedAt: 'gone', token, port: null });

describe('a claim', () => {
  it('is given to one of many that ask at once; the others learn who holds it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryClaim(path)));
    expect(answers.filter((answer) => answer instanceof FileClaim)).toHaveLength(1);
    expect(answers.filter((answer) => !(answer instanceof FileClaim)).map((holder) => (holder as { pid: number }).pid)).toEqual(
      Array(19).fill(process.pid),
    );
  });

  it('of a dead holder goes to one of many that ask at once', async () => {
    await writeFile(path, dead('00000000000000aa'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryClaim(path)));
    expect(answers.filter((answer) => answer instanceof FileClaim)).toHaveLength(1);
  });

  it('of a dead holder can be inherited although an heir died while inheriting', async () => {
    await writeFile(path, dead('00000000000000aa'));
    await writeFile(`${path}.00000000000000aa`, dead('00000000000000bb'));
    expect(await tryClaim(path)).toBeInstanceOf(FileClaim);
    expect(await readdir(directory)).toEqual(['owner.json']);
  });

  it('can be taken again after it was released', async () => {
    const first = await tryClaim(path);
    if (!(first instanceof FileClaim)) throw new Error('not claimed');
    await first.release();
    expect(await readClaim(path)).toBeNull();
    expect(await tryClaim(path)).toBeInstanceOf(FileClaim);
  });

  it('tells others where its holder listens', async () => {
    const claim = await tryClaim(path);
    if (!(claim instanceof FileClaim)) throw new Error('not claimed');
    await claim.announcePort(5555);
    expect(await tryClaim(path)).toMatchObject({ pid: process.pid, port: 5555 });
  });
});
