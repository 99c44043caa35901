import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'attribution.not-found': { status: 404, zh: '没有编号为 {id} 的归属规则。', en: 'There is no attribution rule {id}.' },
  'attribution.no-merchant': { status: 404, zh: '没有编号为 {id} 的经营主体。', en: 'There is no merchant {id}.' },
  'attribution.unknown-merchant': { status: 400, zh: '没有编号为 {id} 的经营主体。', en: 'There is no merchant {id}.' },
  'attribution.unknown-product': { status: 400, zh: '没有编号为 {id} 的产品。', en: 'There is no product {id}.' },
  'attribution.unknown-division': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
  'attribution.target-needed': {
    status: 400,
    zh: '类型为 {effect} 的规则必须写明 {field}。',
    en: 'A rule of effect {effect} must name {field}.',
  },
  'attribution.foreign-target': {
    status: 400,
    zh: '类型为 {effect} 的规则不能写 {field}；请另建一条规则。',
    en: 'A rule of effect {effect} cannot name {field}; make a rule of its own for that.',
  },
  'attribution.scope-needed': {
    status: 400,
    zh: '请写明规则管哪些销售：{fields}。只写批次不够，不同主体的批次号可能相同。',
    en: 'Say which sales the rule is for: {fields}. A lot alone is not enough: merchants may use the same lot numbers.',
  },
  'attribution.two-scopes': {
    status: 400,
    zh: '产品和经营主体只能写一个；批次可与其中之一同写。',
    en: 'Name either the product or the merchant; a lot may go with one of them.',
  },
  'attribution.home-is-of-merchant': {
    status: 400,
    zh: '所在地是经营主体的，规则不能按产品或批次。',
    en: 'A home is the merchant’s; the rule cannot be for a product or a lot.',
  },
  'attribution.period-reversed': {
    status: 400,
    zh: '失效日 {validTo} 早于生效日 {validFrom}。',
    en: 'The last day {validTo} is before the first day {validFrom}.',
  },
  'attribution.already-withdrawn': {
    status: 409,
    zh: '规则 {id} 已经撤销。要再生效请新建一条。',
    en: 'Rule {id} is withdrawn already. Make a new one if it is to hold again.',
  },
  'attribution.merge-with-itself': {
    status: 400,
    zh: '经营主体不能并入自己。',
    en: 'A merchant cannot be merged into itself.',
  },
  'attribution.already-merged': {
    status: 409,
    zh: '经营主体 {id} 已并入 {intoMerchantId}。要改并到别处，请先撤销那次合并。',
    en: 'Merchant {id} is merged into {intoMerchantId} already. Withdraw that merger first to merge it elsewhere.',
  },
  'attribution.merge-in-circle': {
    status: 400,
    zh: '经营主体 {intoMerchantId} 已（经由合并）计入 {id}，不能再反过来合并。',
    en: 'Merchant {intoMerchantId} counts for {id} already, by mergers; {id} cannot be merged into it.',
  },
} as const satisfies ErrorTable<string>;

export class AttributionError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
