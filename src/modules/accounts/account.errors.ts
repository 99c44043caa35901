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
  'auth.forbidden': {
    status: 403,
    zh: '你的账号没有这项权限（{permission}）；需要的话请找管理员。',
    en: 'Your account may not do this ({permission}); ask the administrator if you need to.',
  },
  'auth.change-password': { status: 403, zh: '请先修改初始密码。', en: 'Change the initial password first.' },
  'auth.weak-password': {
    status: 400,
    zh: '新密码至少 {least} 个字符，不能包含用户名，也不能与旧密码相同。',
    en: 'The new password needs {least} characters or more, must not contain the username, and must differ from the old one.',
  },
  'accounts.not-found': { status: 404, zh: '没有编号为 {id} 的账号。', en: 'There is no account {id}.' },
  'accounts.name-taken': { status: 409, zh: '用户名 {username} 已有人使用。', en: 'The username {username} is taken.' },
  'accounts.wrong-scope': {
    status: 400,
    zh: '区划属于商务局账号，经营主体属于负责人和记账员；每种账号只填自己的一项，且必须填。',
    en: 'A division belongs to accounts of a bureau, merchants to leads and clerks: each must name its own and nothing else.',
  },
  'accounts.unknown-division': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
  'accounts.unknown-merchant': { status: 400, zh: '有经营主体编号不存在。', en: 'There is no merchant with one of these ids.' },
  'accounts.last-operator': {
    status: 409,
    zh: '这是最后一个可用的管理员账号，不能停用。',
    en: 'This is the last operator who can sign in, and must stay.',
  },
  'accounts.unknown': { status: 404, zh: '没有用户 {username}。', en: 'There is no user {username}.' },
} as const satisfies ErrorTable<string>;

export class AccountError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
