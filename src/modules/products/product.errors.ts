import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'products.not-found': { status: 404, zh: '没有编号为 {id} 的产品。', en: 'There is no product {id}.' },
  'products.unknown-category': {
    status: 400,
    zh: '品类中没有代码 {category}。相近的有：{near}。',
    en: 'The categories have no code {category}. Near it are: {near}.',
  },
  'products.unknown-division': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
} as const satisfies ErrorTable<string>;

export class ProductError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
