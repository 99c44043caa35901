import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'explain.which-cell': {
    status: 400,
    zh: '请说明要解释哪一格：给出 id（榜上的一个成员），或 part=total（合计）、part=unallocated（未归属），二者只能取一。',
    en: 'Say which cell to explain: either id (a member of the ranking), or part=total or part=unallocated.',
  },
  'explain.unknown-member': {
    status: 400,
    zh: '“{subject}”榜在这个范围内没有编号为 {id} 的成员。',
    en: 'The ranking of {subject} has no member {id} there.',
  },
  'explain.unsupported-filter': {
    status: 400,
    zh: '这样的组合无法解释：{why}。',
    en: 'That combination cannot be explained: {why}.',
  },
  'explain.unknown-division': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
} as const satisfies ErrorTable<string>;

export class ExplainError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
