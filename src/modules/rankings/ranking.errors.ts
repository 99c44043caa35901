import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'ranking.unknown-subject': {
    status: 404,
    zh: '没有“{subject}”这个排行榜。可用：{known}。',
    en: 'There is no ranking of “{subject}”. There are: {known}.',
  },
  'ranking.unsupported-filter': {
    status: 400,
    zh: '这个排行榜不支持这样的组合：{why}。',
    en: 'This ranking does not support that combination: {why}.',
  },
  'ranking.range': { status: 400, zh: '起始日 {from} 晚于截止日 {to}。', en: 'The first day {from} is after the last day {to}.' },
  'ranking.too-large-to-export': {
    status: 400,
    zh: '这个排行榜超过 {rows} 行，一个文件放不下。请缩小地区或加上筛选，再导出。',
    en: 'This ranking has more than {rows} rows, too many for one file. Choose a smaller area or a filter, and export again.',
  },
  'ranking.unknown-division': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
} as const satisfies ErrorTable<string>;

export class RankingError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
