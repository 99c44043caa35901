import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'invitations.beyond-yours': {
    status: 403,
    zh: '你不能邀请这种账号，或不能邀请到这个范围。',
    en: 'You may not invite accounts like this one, or not for this area.',
  },
  'invitations.not-found': { status: 404, zh: '没有编号为 {id} 的邀请。', en: 'There is no invitation {id}.' },
  'invitations.accepted': { status: 409, zh: '邀请 {id} 已被接受，不能撤回。', en: 'The invitation {id} has been accepted, and stays.' },
  'invitations.void': {
    status: 404,
    zh: '邀请无效：已使用、已撤回或已过期。请让邀请你的人重新发送。',
    en: 'The invitation is not good any more: used, withdrawn or expired. Ask whoever invited you for another.',
  },
  'applications.not-found': { status: 404, zh: '没有编号为 {id} 的入驻申请。', en: 'There is no application {id}.' },
  'applications.decided': { status: 409, zh: '入驻申请 {id} 已有决定。', en: 'The application {id} has been decided.' },
} as const satisfies ErrorTable<string>;

export class OnboardingError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
