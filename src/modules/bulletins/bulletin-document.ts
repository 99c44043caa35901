import type { Block, PrintDocument, TableBlock, TableCell, TableRow } from '../../platform/documents/index.js';
import { columnUnit, type ColumnUnit, countCell, growthCell, moneyCell, percentCell } from './bulletin-cells.js';
import { DOCUMENT_WORDS, type DocumentLanguage, type DocumentWords } from './bulletin-document-words.js';
import type { BulletinFiguresDto, MemberDto, PeriodDto } from './bulletin-figures.dto.js';
import type { BulletinContent } from './bulletin.repository.js';

/** A bulletin as it goes to paper: which copy, how far it has come, and by whom. */
export interface PrintedBulletin extends BulletinContent {
  readonly state: 'draft' | 'checked' | 'issued' | 'frozen' | 'withdrawn';
  readonly version: number | null;
  readonly reason: string | null;
  readonly draftedBy: string | null;
  readonly checkedBy: string | null;
  readonly issuedBy: string | null;
  /** In Beijing; null before it is issued. */
  readonly issuedOn: string | null;
}

export function bulletinDocument(bulletin: PrintedBulletin, language: DocumentLanguage): PrintDocument {
  const words = DOCUMENT_WORDS[language];
  const { figures } = bulletin;
  const [title, body, notes] =
    language === 'zh' ? [bulletin.title, bulletin.body, bulletin.notes] : [bulletin.titleEn, bulletin.bodyEn, bulletin.notesEn];
  return {
    title,
    paper: 'A4',
    orientation: 'portrait',
    asOf: new Date(figures.asOf),
    blocks: [
      ...headBlocks(bulletin, title, words),
      { kind: 'paragraph', text: body },
      ...signBlocks(bulletin, words),
      { kind: 'page-break' },
      { kind: 'heading', level: 2, text: words.tableTitle(title), align: 'center' },
      { kind: 'paragraph', size: 'small', text: words.asOf(figures.asOf.slice(0, 16).replace('T', ' ')), align: 'right', tone: 'quiet' },
      tableBlock(figures, words),
      { kind: 'footnotes', items: notes.map((text, index) => ({ mark: `${words.notes}${index + 1}`, text })) },
    ],
  };
}

/** A red head in the manner of official letters: the number between the head and a red rule, the title under it. */
function headBlocks(bulletin: PrintedBulletin, title: string, words: DocumentWords): Block[] {
  const { number, state, version, reason } = bulletin;
  const remarks = [
    ...(state === 'draft' || state === 'checked' ? [words.draft] : []),
    ...(state === 'withdrawn' ? [words.withdrawn] : []),
    ...(version !== null && reason !== null ? [words.revision(version, reason)] : []),
  ];
  return [
    ...(number === null ? [] : [{ kind: 'paragraph', text: number, align: 'center' } as const]),
    { kind: 'rule', tone: 'cinnabar' },
    { kind: 'heading', level: 1, text: title },
    ...remarks.map((text) => ({ kind: 'paragraph', text, size: 'small', align: 'center', tone: 'cinnabar' }) as const),
  ];
}

function signBlocks({ draftedBy, checkedBy, issuedBy, issuedOn }: PrintedBulletin, words: DocumentWords): Block[] {
  const named = (label: string, name: string | null) => ({ label, ...(name === null ? {} : { name }) });
  const lines = [named(words.drafted, draftedBy), named(words.checked, checkedBy), named(words.issued, issuedBy)];
  return [
    ...(draftedBy === null ? [] : [{ kind: 'signatures', lines } as const]),
    ...(issuedOn === null ? [] : [{ kind: 'paragraph', text: words.day(issuedOn), align: 'right' } as const]),
  ];
}

interface Units {
  readonly month: ColumnUnit;
  readonly cumulative: ColumnUnit;
}

function tableBlock(figures: BulletinFiguresDto, words: DocumentWords): TableBlock {
  const { members, total, cumulativeTotal, unallocated, cumulativeUnallocated } = figures;
  const units = {
    month: columnUnit(
      [total, ...members.map(({ month }) => month)].flatMap(({ paidFen, refundedFen, netFen }) => [paidFen, refundedFen, netFen]),
    ),
    cumulative: columnUnit([cumulativeTotal, ...members.map(({ cumulative }) => cumulative)].map(({ netFen }) => netFen)),
  };
  const rows = members.map((member) => memberRow(member, units, words));
  const hasLoose = [unallocated, cumulativeUnallocated].some(({ lines, netFen }) => lines !== 0 || netFen !== 0);
  return {
    kind: 'table',
    columns: [
      ...[1, 2, 3].map(() => ({ align: 'center' as const })),
      { align: 'left', characters: 8 },
      ...[1, 2, 3, 4, 5, 6].map((place) => ({ align: 'right' as const, startsGroup: place === 1 })),
      ...[1, 2].map((place) => ({ align: 'right' as const, startsGroup: place === 1 })),
    ],
    keptColumns: 4,
    head: headRows(figures, units, words),
    rows: [
      ...rows,
      ...(hasLoose ? [sumRow(words.unallocated, unallocated, cumulativeUnallocated, units, words)] : []),
      { ...sumRow(words.total, total, cumulativeTotal, units, words), bold: true },
    ],
  };
}

function headRows({ memberLevel, month }: BulletinFiguresDto, units: Units, words: DocumentWords): TableBlock['head'] {
  const inUnit = (text: string, unit: ColumnUnit) => ({ text: `${text}（${words.units[unit]}）` });
  return [
    [
      { text: words.rank, columnSpan: 3 },
      { text: words.place[memberLevel] ?? '', rowSpan: 2 },
      { text: words.month(month), columnSpan: 6 },
      { text: words.cumulative, columnSpan: 2 },
    ],
    [
      ...[words.now, words.lastMonthRank, words.previousRank].map((text) => ({ text })),
      ...[words.paid, words.refunded, words.net].map((text) => inUnit(text, units.month)),
      ...[words.orders, words.share, words.growth].map((text) => ({ text })),
      inUnit(words.net, units.cumulative),
      { text: words.growth },
    ],
  ];
}

function memberRow(member: MemberDto, units: Units, words: DocumentWords): TableRow {
  const { name, isZone, rank, lastMonthRank, previousRank, month, cumulative, share } = member;
  const place = isZone ? { text: `${words.of}${name}`, indent: 1 } : { text: name };
  return {
    cells: [
      countCell(rank),
      countCell(lastMonthRank),
      countCell(previousRank),
      place,
      ...periodCells(month, cumulative, share, units, words),
    ],
  };
}

function sumRow(name: string, month: PeriodDto, cumulative: PeriodDto, units: Units, words: DocumentWords): TableRow {
  const empty = { text: '' };
  return { cells: [empty, empty, empty, { text: name }, ...periodCells(month, cumulative, null, units, words)] };
}

function periodCells(month: PeriodDto, cumulative: PeriodDto, share: number | null, units: Units, words: DocumentWords): TableCell[] {
  return [
    ...[month.paidFen, month.refundedFen, month.netFen].map((fen) => moneyCell(fen, units.month)),
    countCell(month.orders),
    percentCell(share),
    growthCell(month.growth, words),
    moneyCell(cumulative.netFen, units.cumulative),
    growthCell(cumulative.growth, words),
  ];
}
