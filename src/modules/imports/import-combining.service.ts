import { Injectable } from '@nestjs/common';
import { keepEach } from '../../kernel/keep-each.js';
import type { Tx } from '../../platform/database/index.js';
import { FileMessages } from '../intake/index.js';
import { type ForecastOrder, OrderForecast, type SaidOrder } from '../orders/index.js';
import type { Acting } from './acting-person.service.js';
import type { GoOn, LeasedImport, OrderCounts } from './file-import.js';
import { combineRows, type FileFamily, type FileRow, type OrderFlag } from './files/index.js';
import { eventOf } from './file-event.js';
import { ImportRowRepository, type StagedOrder } from './import-rows.repository.js';
import { ImportWorkRepository } from './import-work.repository.js';
import { refuseAll, type RefusedRow } from './refused-order.js';

const ROWS_AT_ONCE = 750;
const MOST_ROWS_OF_AN_ORDER = 5_000;

type RowsOfOrder = readonly [FileRow, ...FileRow[]];

/** What the rows of one order came to. */
type Outcome =
  | {
      readonly kind: 'said';
      readonly rows: RowsOfOrder;
      readonly order: StagedOrder;
      readonly said: SaidOrder;
      readonly flags: readonly OrderFlag[];
    }
  | { readonly kind: 'refused'; readonly refused: readonly RefusedRow[] }
  | { readonly kind: 'nothing'; readonly rows: RowsOfOrder };

interface Page {
  readonly outcomes: readonly Outcome[];
  readonly lastOrderNo: string;
}

/** Puts the rows of each order together, also of those that do not stand side by side, and foretells what the order would change. */
@Injectable()
export class ImportCombining {
  constructor(
    private readonly messages: FileMessages,
    private readonly forecast: OrderForecast,
    private readonly imports: ImportWorkRepository,
    private readonly rows: ImportRowRepository,
  ) {}

  /** Every order, by number; a page of them is read and put together while the one before is kept. */
  async combineAll(one: LeasedImport, acting: Acting, family: FileFamily, goOn: GoOn): Promise<void> {
    await keepEach(this.pages(one, acting, family), async ({ outcomes, lastOrderNo }) => {
      goOn();
      await acting.transaction((tx) => this.keep(tx, one, outcomes, lastOrderNo));
    });
  }

  private async *pages(one: LeasedImport, acting: Acting, family: FileFamily): AsyncGenerator<Page> {
    let after = await acting.transaction((tx) => this.imports.combinedTo(tx, one));
    for (;;) {
      await this.messages.prepare();
      const groups = await acting.transaction((tx) => this.nextGroups(tx, one.id, after));
      const last = groups.at(-1);
      if (last === undefined) return;
      after = last[0].orderNo;
      yield { outcomes: groups.map((rows) => this.combine(one.shopDbId, family, rows)), lastOrderNo: after };
    }
  }

  /** Whole orders: the last of a page may go on beyond it. */
  private async nextGroups(tx: Tx, importId: string, after: string): Promise<RowsOfOrder[]> {
    const page = await this.rows.nextRows(tx, importId, after, ROWS_AT_ONCE);
    const groups = groupsOf(page);
    if (page.length < ROWS_AT_ONCE) return groups;
    if (groups.length > 1) return groups.slice(0, -1);
    return groupsOf(await this.rows.rowsOfOrder(tx, importId, page[0]?.orderNo ?? '', MOST_ROWS_OF_AN_ORDER + 1));
  }

  private combine(shopDbId: string, family: FileFamily, rows: RowsOfOrder): Outcome {
    if (rows.length > MOST_ROWS_OF_AN_ORDER) return { kind: 'refused', refused: refuseAll(rows, 'order-too-many-rows', '') };
    const combined = combineRows(family, rows);
    if (combined.kind === 'nothing') return { kind: 'nothing', rows };
    if (combined.kind === 'refused') {
      const refusals = new Map(combined.refusals.map(({ rowNo, ...refusal }) => [rowNo, refusal]));
      const first = combined.refusals[0]?.rowNo ?? rows[0].rowNo;
      const named = rows.map((row) => ({ ...row, refusal: refusals.get(row.rowNo) ?? null }));
      return { kind: 'refused', refused: refuseAll(named, 'order-with-refused-row', String(first)) };
    }
    const made = this.messages.make(shopDbId, eventOf(combined));
    if ('fault' in made) return { kind: 'refused', refused: refuseAll(rows, 'order-impossible', made.fault.detail) };
    const { orderNo, rowNo } = rows[0];
    const flags = combined.kind === 'order' ? combined.flags : [];
    return { kind: 'said', rows, order: { orderNo, rowNo, message: made.message }, said: made.said, flags };
  }

  private async keep(tx: Tx, one: LeasedImport, outcomes: readonly Outcome[], lastOrderNo: string): Promise<void> {
    const spoken = outcomes.filter((outcome) => outcome.kind === 'said');
    const forecasts = await this.forecast.of(
      tx,
      spoken.map(({ said }) => said),
    );
    const isRetired = (index: number): boolean => forecasts[index]?.kind === 'retired';
    const refused = [
      ...outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? outcome.refused : [])),
      ...spoken.flatMap(({ rows }, index) => (isRetired(index) ? refuseAll(rows, 'order-retired', '') : [])),
    ];
    await this.rows.refuse(tx, one.id, refused);
    await this.rows.addOrders(
      tx,
      one.id,
      spoken.filter((_outcome, index) => !isRetired(index)).map(({ order }) => order),
    );
    const rowsPassed = outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'nothing' ? outcome.rows.length : 0), 0);
    const ordersRefused = outcomes.filter(({ kind }) => kind === 'refused').length;
    const flags = Map.groupBy(
      spoken.flatMap((outcome) => outcome.flags),
      ({ code }) => code,
    );
    const counts = { ...countsOf(forecasts, ordersRefused), rowsRefused: refused.length, rowsPassed };
    await this.imports.combineOn(
      tx,
      one,
      lastOrderNo,
      counts,
      [...flags].map(([code, all]) => ({ code, value: all[0]?.value ?? '', count: all.length })),
    );
  }
}

function countsOf(forecasts: readonly ForecastOrder[], ordersRefused: number): Omit<OrderCounts, 'rowsRefused' | 'rowsPassed'> {
  const count = (kind: ForecastOrder['kind']): number => forecasts.filter((order) => order.kind === kind).length;
  const change = (measure: 'paidFen' | 'refundedFen'): number =>
    forecasts.reduce((sum, { before, after }) => sum + after[measure] - before[measure], 0);
  return {
    ordersNew: count('new'),
    ordersChanged: count('changed'),
    ordersKnown: count('known'),
    ordersWaiting: count('waiting'),
    ordersRefused: ordersRefused + count('retired'),
    paidFen: change('paidFen'),
    refundedFen: change('refundedFen'),
  };
}

/** Rows come sorted by order. */
function groupsOf(rows: readonly FileRow[]): RowsOfOrder[] {
  return [...Map.groupBy(rows, ({ orderNo }) => orderNo).values()] as unknown as RowsOfOrder[];
}
