import type { Api } from './api.ts';
import { type Cell, type Cells, emptyCell, expectedByDay, totalOf, type View, VIEWS } from './expectation.ts';
import { DAYS, dayOf } from './instants.ts';
import type { Order, OrderBook } from './order-book.ts';
import type { System } from './system.ts';

export interface Verdict {
  readonly differences: readonly string[];
  readonly isVerifyClean: boolean;
}

/** Which acknowledged messages the inbox does not hold, or not as good ones. */
export async function missingMessages({ superuser }: System, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const ids = [...acknowledged];
  const rows = await superuser.sql<{ message_key: string }>(
    `select message_key from inbox_message where message_key = any($1) and state in ('received', 'applied')`,
    [ids],
  );
  const stored = new Set(rows.map((row) => row.message_key));
  return ids.filter((id) => !stored.has(id));
}

/** Everything that must hold once a fault is over and nothing is pending. */
export async function judge(system: System, api: Api, book: OrderBook, acknowledged: ReadonlySet<string>): Promise<Verdict> {
  const missing = await missingMessages(system, acknowledged);
  const differences = [
    ...missing.map((id) => `message ${id} was acknowledged and is not in the inbox`),
    ...(await countDifferences(system, book, acknowledged)),
    ...(await totalDifferences(api, book.all())),
  ];
  const { code, output } = await system.verify();
  if (code !== 0) differences.push(`verify ended with ${code}: ${output.slice(0, 2_000)}`);
  return { differences, isVerifyClean: code === 0 };
}

/** Not one message and not one order too many. */
async function countDifferences({ superuser }: System, book: OrderBook, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const [found] = await superuser.sql<{ messages: number; applied: number; orders: number }>(
    `select (select count(*) from inbox_message)::int as messages, (select count(*) from inbox_message where state = 'applied')::int as applied,
            (select count(*) from sales_order)::int as orders`,
  );
  return Object.entries({ messages: acknowledged.size, applied: acknowledged.size, orders: book.size }).flatMap(([what, expected]) => {
    const count = found?.[what as keyof typeof found];
    return count === expected ? [] : [`${what}: expected ${expected}, found ${count}`];
  });
}

async function totalDifferences(api: Api, orders: readonly Order[]): Promise<string[]> {
  const differences: string[] = [];
  for (const view of VIEWS) {
    const expected = expectedByDay(orders, view);
    for (const day of DAYS) {
      const paidOrders = orders.filter(({ paidAt }) => paidAt !== null && dayOf(paidAt) === day).length;
      differences.push(...(await dayDifferences(api, view, day, expected.get(day) ?? new Map(), paidOrders)));
    }
  }
  return differences;
}

async function dayDifferences(api: Api, view: View, day: string, expected: Cells, paidOrders: number): Promise<string[]> {
  const { subject, basis, refundView, title } = view;
  const query = `basis=${basis}&refundView=${refundView}&from=${day}&to=${day}&compare=none&measure=paid&limit=500`;
  const { status, body } = await api.get(`/api/v1/rankings/${subject}?${query}`);
  if (status !== 200) return [`${title} of ${day}: answered ${status} ${JSON.stringify(body)}`];
  const found = new Map<string, Cell>(body.items.map((item: Cell & { id: string }) => [item.id, item]));
  const members = [...new Set([...found.keys(), ...expected.keys()])].filter((member) => member !== '');
  return [
    ...members.flatMap((member) => compare(`${title} of ${day}, ${member}`, expected.get(member), found.get(member))),
    ...compare(`${title} of ${day}, no member`, expected.get(''), body.unallocated),
    ...compare(`${title} of ${day}, total`, totalOf(expected, paidOrders), body.total),
  ];
}

function compare(where: string, expected: Cell = emptyCell(), found: Cell = emptyCell()): string[] {
  const measures = Object.keys(emptyCell()) as (keyof Cell)[];
  return measures
    .filter((measure) => expected[measure] !== found[measure])
    .map((measure) => `${where}: ${measure} expected ${expected[measure]}, found ${found[measure]}`);
}
