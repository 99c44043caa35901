import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'auth.required': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'auth.wrong-credentials': { status: 401, zh: '用户名或密码不对。', en: 'The username or the password is wrong.' },
  'auth.locked': {
    status: 429,
    zh: '多次输错，账号暂停登录到 {until}。',
    en: 'Too many wrong passwords; sign-in is paused until {until}.',
  },
  'auth.csrf': {
    status: 403,
    zh: '页面已过期，请刷新后重试。（缺少与 csrf Cookie 一致的 X-CSRF-Token）',
    en: 'The page is out of date: reload and try again. (X-CSRF-Token must have the value of the cookie csrf.)',
  },
  'accounts.unknown': { status: 404, zh: '没有用户 {username}。', en: 'There is no user {username}.' },
} as const satisfies ErrorTable<string>;

export class AccountError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}) {
    super(ERRORS[code], code, details);
  }
}
