import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'sales-targets.not-found': { status: 404, zh: '没有编号为 {id} 的目标。', en: 'There is no target {id}.' },
  'sales-targets.exists': {
    status: 409,
    zh: '{divisionCode} 在 {year} 年已有同一品类、指标和口径的目标，请修改那一个。',
    en: '{divisionCode} has a target for {year} of the same category, measure and basis already; change that one.',
  },
  'sales-targets.category': { status: 400, zh: '没有品类 {category}。', en: 'There is no category {category}.' },
  'sales-targets.category-below-county': {
    status: 400,
    zh: '分品类的目标只能定到县级及以上：乡镇、村没有分品类的全口径汇总。',
    en: 'A target of a category is for a county or above: of townships and villages there are no totals of everybody’s sales by category.',
  },
} as const satisfies ErrorTable<string>;

export class SalesTargetError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
