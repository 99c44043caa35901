import { DomainError } from '../../kernel/domain-error.js';

const OUT_OF_SCOPE = {
  status: 403,
  zh: '这不在你的账号负责的范围内。',
  en: 'This is outside of what your account looks after.',
} as const;

/** Either wall says so: of what a request names, or of what it would have written. */
export class OutOfScope extends DomainError<'auth.out-of-scope'> {
  constructor() {
    super(OUT_OF_SCOPE, 'auth.out-of-scope');
  }
}
