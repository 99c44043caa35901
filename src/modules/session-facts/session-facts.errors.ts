import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'session-facts.range': { status: 400, zh: '起始日 {from} 晚于截止日 {to}。', en: 'The first day {from} is after the last day {to}.' },
} as const satisfies ErrorTable<string>;

export class SessionFactsError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
