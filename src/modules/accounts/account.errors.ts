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
  'auth.set-up-second-step': {
    status: 403,
    zh: '你的角色要求两步验证，请先设置。',
    en: 'Your role needs a second step at sign-in; set it up first.',
  },
  'auth.session-needed': {
    status: 403,
    zh: '这项操作只能在浏览器登录后进行，程序令牌不行。',
    en: 'This takes somebody who has signed in; a token may not do it.',
  },
  'auth.beyond-account': {
    status: 400,
    zh: '令牌不能有 {permission}：账号自己没有，或只属于本人。',
    en: "A token cannot have {permission}: the account has not, or it is a person's own.",
  },
  'auth.token-expired': { status: 400, zh: '令牌的到期时间必须在现在之后。', en: 'A token must expire after now.' },
  'auth.unknown-token': { status: 404, zh: '没有编号为 {id} 的令牌。', en: 'There is no token {id} of yours.' },
  'auth.second-step': { status: 401, zh: '请输入两步验证码。', en: 'Enter the code of your second step.' },
  'auth.wrong-code': { status: 401, zh: '验证码不对，或已经用过。', en: 'The code is wrong, or has been used.' },
  'auth.unfit-code': { status: 400, zh: '验证码不对，或已经用过。', en: 'The code is wrong, or has been used.' },
  'auth.second-step-exists': {
    status: 409,
    zh: '两步验证已经启用；要更换请先停用。',
    en: 'There is a second step already; remove it before setting up another.',
  },
  'auth.second-step-not-begun': {
    status: 409,
    zh: '两步验证的设置没有开始，或已超过 15 分钟，请重新开始。',
    en: 'No second step is being set up, or it was begun more than 15 minutes ago: begin again.',
  },
  'auth.no-second-step': { status: 409, zh: '没有启用两步验证。', en: 'There is no second step.' },
  'auth.unknown-session': { status: 404, zh: '没有编号为 {id} 的登录。', en: 'There is no session {id} of yours.' },
  'auth.weak-password': { status: 400, zh: '密码至少 {least} 个字符。', en: 'The password needs {least} characters or more.' },
  'auth.password-has-name': {
    status: 400,
    zh: '密码里不能有用户名、姓名或“cunbo”。',
    en: 'The password must not contain the username, the name, or "cunbo".',
  },
  'auth.password-is-run': {
    status: 400,
    zh: '密码不能是重复的字符，也不能是连续的数字、字母或键盘顺序。',
    en: 'The password must not be a repetition, or a run of digits, letters or keys.',
  },
  'auth.password-is-known': {
    status: 400,
    zh: '这个密码在泄露的密码里很常见，请换一个。',
    en: 'This password is common among those that have leaked; take another.',
  },
  'auth.password-is-old': { status: 400, zh: '新密码不能与旧密码相同。', en: 'The new password must differ from the old one.' },
  'accounts.not-found': { status: 404, zh: '没有编号为 {id} 的账号。', en: 'There is no account {id}.' },
  'accounts.name-taken': { status: 409, zh: '用户名 {username} 已有人使用。', en: 'The username {username} is taken.' },
  'accounts.wrong-scope': {
    status: 400,
    zh: '区划属于商务局账号，经营主体属于负责人和记账员，主播属于主播账号；每种账号只填自己的一项，且必须填。',
    en: 'A division belongs to accounts of a bureau, merchants to leads and clerks, hosts to hosts: each must name its own and nothing else.',
  },
  'accounts.unknown-division': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
  'accounts.unknown-merchant': { status: 400, zh: '有经营主体编号不存在。', en: 'There is no merchant with one of these ids.' },
  'accounts.unknown-host': { status: 400, zh: '有主播编号不存在。', en: 'There is no host with one of these ids.' },
  'accounts.last-operator': {
    status: 409,
    zh: '这是最后一个可用的管理员账号，不能停用。',
    en: 'This is the last operator who can sign in, and must stay.',
  },
  'accounts.no-operator': {
    status: 404,
    zh: '{username} 不是管理员账号；管理员有：{names}。',
    en: '{username} is no operator; the operators are: {names}.',
  },
  'accounts.unknown': { status: 404, zh: '没有用户 {username}。', en: 'There is no user {username}.' },
} as const satisfies ErrorTable<string>;

export class AccountError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}

export function nameTaken(username: string): AccountError {
  return new AccountError('accounts.name-taken', { username }, '/username');
}
