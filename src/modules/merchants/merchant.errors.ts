import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'merchants.not-found': { status: 404, zh: '没有编号为 {id} 的经营主体。', en: 'There is no merchant {id}.' },
  'merchants.unknown': { status: 400, zh: '没有编号为 {id} 的经营主体。', en: 'There is no merchant {id}.' },
  'merchants.unknown-division': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
} as const satisfies ErrorTable<string>;

export class MerchantError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
