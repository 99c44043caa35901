import { Injectable } from '@nestjs/common';
import { isDivisionCode, levelOfCode } from '../../kernel/division-code.js';
import type { Principal } from '../../platform/database/index.js';
import { OnceWriter, Precondition, type WriteRequest } from '../../platform/http/index.js';
import { DivisionService } from '../divisions/index.js';
import { readRows } from './import-file.js';
import { type ImportedColumn, isRefused, kindOf, readDataRow, readHead, type ReadRow, type RefusedRow } from './import-rows.js';
import { type ImportedReportDto, type ImportReportValues, MAX_AREAS, MAX_INDICATORS } from './report-table.dto.js';
import { ReportTableError } from './report-table.errors.js';
import type { ReportArea, ReportCell, ReportIndicator, ReportTable } from './report-table.js';
import { ReportTables } from './report-table.service.js';

interface Place {
  readonly code: string;
  readonly name: string;
  readonly isZone: boolean;
}

/** Values from a file. Rows and columns the table has are filled, others are added; a row that cannot be read changes nothing, and is told. */
@Injectable()
export class ReportImport {
  constructor(
    private readonly writer: OnceWriter,
    private readonly tables: ReportTables,
    private readonly divisions: DivisionService,
  ) {}

  async import(write: WriteRequest, id: string, body: ImportReportValues, expected = Precondition.NONE): Promise<ImportedReportDto> {
    const [head = [], ...data] = readRows(Buffer.from(body.contentBase64, 'base64'));
    const columns = readHead(head);
    if (columns === null) throw new ReportTableError('report-tables.unknown-head', {}, '/contentBase64');
    if (columns.length > MAX_AREAS || data.length > MAX_INDICATORS) throw tooLarge();
    const { read, refused } = readData(data, columns, body.blankMeans ?? 'not-applicable');
    const { divisionCode } = await this.tables.get(write.principal, id);
    const places = await this.placesIn(write.principal, divisionCode);
    return this.writer.run(write, async (tx) => {
      const before = await this.tables.forChange(tx, id, expected);
      const areas = mergedAreas(before, columns, places);
      const { indicators, fresh } = mergedIndicators(before, read);
      if (areas.length > MAX_AREAS || indicators.length > MAX_INDICATORS) throw tooLarge();
      const table = await this.tables.store(tx, { ...before, areas, indicators }, cellsOf(fresh, indicators, areas));
      return { imported: fresh.length, refused: [...refused, ...countedRows(before, read)].sort((a, b) => a.row - b.row), table };
    });
  }

  /** The division itself and what lies one level below. */
  private async placesIn(principal: Principal, divisionCode: string): Promise<Place[]> {
    const levels = ['province', 'city', 'county', 'township', 'village'] as const;
    const own = levelOfCode(divisionCode);
    const level = own === null ? undefined : levels[levels.indexOf(own) + 1];
    const self = await this.divisions.get(principal, divisionCode);
    if (level === undefined) return [self];
    return [self, ...(await this.divisions.list(principal, { within: divisionCode, level, limit: 500 })).items];
  }
}

function tooLarge(): ReportTableError {
  return new ReportTableError('report-tables.too-large', { areas: MAX_AREAS, indicators: MAX_INDICATORS }, '/contentBase64');
}

function readData(
  data: readonly (readonly string[])[],
  columns: readonly ImportedColumn[],
  ifBlank: NonNullable<ImportReportValues['blankMeans']>,
): { read: ReadRow[]; refused: RefusedRow[] } {
  const read: ReadRow[] = [];
  const refused: RefusedRow[] = [];
  data.forEach((texts, index) => {
    if (texts.every((text) => text.trim() === '')) return;
    const row = readDataRow(texts, index + 2, columns, ifBlank);
    if (isRefused(row)) refused.push(row);
    else if (read.some((other) => isSame(other.indicator, row.indicator)))
      refused.push({ row: row.row, reason: '前面已有同名、同单位的一行' });
    else read.push(row);
  });
  return { read, refused };
}

function isSame(a: Pick<ReportIndicator, 'name' | 'unit'>, b: Pick<ReportIndicator, 'name' | 'unit'>): boolean {
  return a.name === b.name && a.unit === b.unit;
}

function mergedAreas({ areas }: ReportTable, columns: readonly ImportedColumn[], places: readonly Place[]): ReportArea[] {
  const missing = columns.filter(({ name }) => !areas.some((area) => area.name === name));
  const added = missing.map(({ name }, index): ReportArea => {
    const [self] = places;
    const kind = kindOf(name, self?.name ?? '');
    const place = kind === 'total' ? self : places.find((one) => one.name === name || (one.isZone && one.name.endsWith(name)));
    const code = place?.code ?? null;
    const hasTotal = areas.some((area) => area.kind === 'total');
    return {
      key: freeKey('a', areas, index),
      name,
      kind: kind === 'total' && hasTotal ? 'member' : kind,
      divisionCode: isDivisionCode(code) ? code : null,
    };
  });
  return [...areas, ...added];
}

function mergedIndicators({ indicators }: ReportTable, read: readonly ReadRow[]): { indicators: ReportIndicator[]; fresh: ReadRow[] } {
  const isCounted = (row: ReadRow): boolean => indicators.some((known) => isSame(known, row.indicator) && known.counted !== null);
  const fresh = read.filter((row) => !isCounted(row));
  const added = fresh.filter(({ indicator }) => !indicators.some((known) => isSame(known, indicator)));
  const rows = added.map(({ indicator }, index): ReportIndicator => ({
    ...indicator,
    key: freeKey('r', indicators, index),
    indent: 0,
    footnotes: [],
    counted: null,
  }));
  return { indicators: [...indicators, ...rows], fresh };
}

function countedRows({ indicators }: ReportTable, read: readonly ReadRow[]): RefusedRow[] {
  const counted = indicators.filter((known) => known.counted !== null);
  return read
    .filter(({ indicator }) => counted.some((known) => isSame(known, indicator)))
    .map(({ row, indicator }) => ({ row, reason: `“${indicator.name}”由村播账本计算，不能导入` }));
}

function cellsOf(read: readonly ReadRow[], indicators: readonly ReportIndicator[], areas: readonly ReportArea[]): ReportCell[] {
  return read.flatMap(({ indicator, cells }) => {
    const row = indicators.find((known) => isSame(known, indicator));
    return cells.flatMap(({ area, level, rate }) => {
      const column = areas.find(({ name }) => name === area);
      return row === undefined || column === undefined ? [] : [{ indicator: row.key, area: column.key, level, rate }];
    });
  });
}

/** `r16` after `r1` to `r15`: keys are never used twice. */
function freeKey(letter: string, taken: readonly { readonly key: string }[], offset: number): string {
  const numbers = taken.map(({ key }) => (key.startsWith(letter) ? Number(key.slice(1)) : 0)).filter(Number.isInteger);
  return `${letter}${Math.max(0, ...numbers) + 1 + offset}`;
}
