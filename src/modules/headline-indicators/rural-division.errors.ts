import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'rural-divisions.not-found': {
    status: 404,
    zh: '没有代码为 {code} 的乡镇、街道。城乡只在乡级判定。',
    en: 'There is no township {code}. Rural or not is decided of townships.',
  },
  'rural-divisions.day-to-come': { status: 400, zh: '依据日期 {day} 还没有到。', en: 'The day of the basis, {day}, is still to come.' },
} as const satisfies ErrorTable<string>;

export class RuralDivisionError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
