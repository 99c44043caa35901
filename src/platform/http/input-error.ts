import { DomainError, type ErrorTable, type FieldFault } from '../../kernel/domain-error.js';

const ERRORS = {
  'input.invalid': { status: 400, zh: '提交的内容有 {count} 处需要改正。', en: '{count} fields need correcting.' },
  'input.unreadable': { status: 400, zh: '内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'input.cursor': {
    status: 400,
    zh: '翻页标记无效，请从第一页重新开始。',
    en: 'The cursor is not one of ours; start again from the first page.',
  },
  'input.not-found': { status: 404, zh: '没有编号为 {id} 的记录。', en: 'There is nothing with the id {id}.' },
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
