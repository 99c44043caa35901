import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'report-tables.not-found': { status: 404, zh: '没有编号为 {id} 的报表。', en: 'There is no report table {id}.' },
  'report-tables.unreadable-file': {
    status: 400,
    zh: '读不出这个文件的文字。请另存为 CSV 或制表符分隔的文本（UTF-8 或 GB18030），再导入一次；表里的数字没有变。',
    en: 'The text of this file cannot be read. Save it as CSV or tab-separated text (UTF-8 or GB18030) and import it again; nothing was changed.',
  },
  'report-tables.unknown-head': {
    status: 400,
    zh: '表头读不出来。第一行应为：指标、单位、期间，然后每个地区两列，如“朔城区累计”“朔城区同比%”。表里的数字没有变。',
    en: 'The head cannot be read. The first row must be 指标, 单位, 期间, then two columns for every area, such as 朔城区累计 and 朔城区同比%. Nothing was changed.',
  },
  'report-tables.too-large': {
    status: 400,
    zh: '一张报表最多 {areas} 个地区、{indicators} 个指标。',
    en: 'A report table has at most {areas} areas and {indicators} indicators.',
  },
} as const satisfies ErrorTable<string>;

export class ReportTableError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
