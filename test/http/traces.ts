import type { TestApp } from '../support/test-app.js';

interface Place {
  readonly place: string;
  readonly text: string;
}

/** Every row of every table but the register of divisions, as text; bytes are in hexadecimal. */
async function readWholeDatabase(server: TestApp): Promise<readonly Place[]> {
  const tables = await server.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename not like 'division%'`,
  );
  expect(tables.length).toBeGreaterThan(25);
  return server.sql(tables.map(({ name }) => `select '${name}' as place, row::text as text from ${name} row`).join(' union all '));
}

/** None of these texts stands in any table or in the log, in any spelling that a computer would use. */
export async function expectNoTrace(server: TestApp, log: readonly string[], needles: readonly string[]): Promise<void> {
  const places = [...(await readWholeDatabase(server)), { place: 'the log', text: log.join('') }];
  const found = needles.flatMap((needle) => {
    const spellings = spellingsOf(needle);
    const there = places.filter(({ text }) => spellings.some((spelling) => text.includes(spelling)));
    return [...new Set(there.map(({ place }) => `${needle} in ${place}`))];
  });
  expect(found).toEqual([]);
}

function spellingsOf(needle: string): string[] {
  const escaped = JSON.stringify(needle).slice(1, -1);
  const ascii = escaped.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const written = [needle, escaped, ascii, encodeURIComponent(needle)];
  return [...new Set([...written, ...written.map((spelling) => Buffer.from(spelling).toString('hex'))])];
}
