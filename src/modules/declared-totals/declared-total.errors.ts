import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'declared-totals.none': {
    status: 404,
    zh: '场次 {liveSessionId} 没有申报数。',
    en: 'Nothing was declared of session {liveSessionId}.',
  },
  'declared-totals.archived': {
    status: 409,
    zh: '场次 {liveSessionId} 已停用，不能再申报。',
    en: 'Session {liveSessionId} is archived; nothing can be declared for it.',
  },
} as const satisfies ErrorTable<string>;

export class DeclaredTotalError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails) {
    super(ERRORS[code], code, details);
  }
}
