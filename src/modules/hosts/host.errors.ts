import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'hosts.not-found': { status: 404, zh: '没有编号为 {id} 的主播。', en: 'There is no host {id}.' },
  'hosts.unknown': { status: 400, zh: '没有编号为 {id} 的主播。', en: 'There is no host {id}.' },
  'hosts.platform-id-taken': {
    status: 409,
    zh: '这个经营主体已有平台编号为 {platformHostId} 的主播。请修改那一位，或先将其归档。',
    en: 'This merchant already has a host with the platform id {platformHostId}. Change that one, or archive it first.',
  },
} as const satisfies ErrorTable<string>;

export class HostError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
