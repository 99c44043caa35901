import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'live-board.too-many-streams': {
    status: 429,
    zh: '这个账号已经打开了 {count} 个实时画面。请先关掉几个不用的页面或大屏，再打开这一个。',
    en: 'This account has {count} live pages open already. Close some pages or screens that nobody needs, then open this one.',
  },
} as const satisfies ErrorTable<string>;

export class LiveBoardError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}) {
    super(ERRORS[code], code, details, null);
  }
}
