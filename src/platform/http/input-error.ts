import { DomainError, type ErrorTable, type FieldFault } from '../../kernel/domain-error.js';

const ERRORS = {
  'input.invalid': { status: 400, zh: '提交的内容有 {count} 处需要改正。', en: '{count} fields need correcting.' },
  'input.too-many-values': {
    status: 413,
    zh: '内容的数据项超过 {limit} 个，请分几次提交。',
    en: 'The body holds more than {limit} values; send it in parts.',
  },
  'input.unreadable': { status: 400, zh: '内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'input.cursor': {
    status: 400,
    zh: '翻页标记无效，请从第一页重新开始。',
    en: 'The cursor is not one of ours; start again from the first page.',
  },
  'input.not-found': { status: 404, zh: '没有编号为 {id} 的记录。', en: 'There is nothing with the id {id}.' },
  'http.too-many': {
    status: 429,
    zh: '请求过于频繁，请在 {retryAfterSeconds} 秒后再试。',
    en: 'Too many requests; try again in {retryAfterSeconds} seconds.',
  },
  'http.changed-meanwhile': {
    status: 412,
    zh: '在你打开之后，内容已被改过；你的修改没有保存。请刷新，看过新内容后再改。',
    en: 'This was changed after you opened it, and your change was not saved. Reload, look at what is there now, and change it then.',
  },
  'idempotency.other-body': {
    status: 409,
    zh: '这个 Idempotency-Key 已用于另一份内容。请换一个新的键，或原样重发。',
    en: 'This Idempotency-Key was used with another body. Use a new key, or repeat the same body.',
  },
} as const satisfies ErrorTable<string>;

/** Deeper than any body of ours, and far from where recursion over it would end the stack. */
export const MAX_INPUT_DEPTH = 32;

/** Far more than the largest body of ours has, and few enough to be looked at one by one. */
export const MAX_INPUT_VALUES = 50_000;

/** Faults of the request itself, the same for every module. */
export class InputError extends DomainError<keyof typeof ERRORS> {
  constructor(
    code: keyof typeof ERRORS,
    details: Record<string, string | number> = {},
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(ERRORS[code], code, details);
  }

  static fields(faults: readonly FieldFault[]): InputError {
    return new InputError('input.invalid', { count: faults.length }, faults);
  }

  static field(pointer: string, code: string, detail: string): InputError {
    return InputError.fields([{ pointer, code, detail }]);
  }
}
