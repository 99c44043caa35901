import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'messages.not-found': { status: 404, zh: '没有编号为 {id} 的消息。', en: 'There is no message {id}.' },
  'messages.unknown-field': {
    status: 404,
    zh: '平台 {platform} 的消息里没有见过字段 {name}。',
    en: 'No message of {platform} had an unknown field {name}.',
  },
  'messages.not-pushed-to': {
    status: 409,
    zh: '店铺 {id} 没有推送密钥，无法发送测试消息。',
    en: 'Shop {id} has no credentials a test message could be signed with.',
  },
  'messages.no-api': {
    status: 409,
    zh: '店铺 {id} 的平台没有可查询的接口。',
    en: 'The platform of shop {id} has no API that could be asked.',
  },
} as const satisfies ErrorTable<string>;

export class MessageError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
