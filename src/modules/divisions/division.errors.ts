import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'divisions.not-found': { status: 404, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
  'divisions.replaced': {
    status: 404,
    zh: '代码 {code} 已不再使用，现为 {successors}。',
    en: 'The code {code} is no longer in use; today it is {successors}.',
  },
  'divisions.unknown': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
  'divisions.unknown-within': {
    status: 400,
    zh: '行政区划中没有代码 {code}，无法在其中查找。请用 2、4、6、9 或 12 位代码，例如 140681。',
    en: 'The register of divisions has no code {code} to look within. Use a code of 2, 4, 6, 9 or 12 digits, such as 140681.',
  },
  'divisions.file-unreadable': { status: 400, zh: '{file} 无法读取：{fault}。', en: '{file} cannot be read: {fault}.' },
  'divisions.file-invalid': { status: 400, zh: '{file} 的内容不符合格式：{fault}。', en: '{file} is not in the expected form: {fault}.' },
  'divisions.file-tampered': {
    status: 400,
    zh: '{file} 与清单不符：清单写的 sha256 是 {expected}，实际是 {actual}。请重新取得原文件。',
    en: '{file} is not the file its manifest describes: sha256 {expected} expected, {actual} found. Obtain the original again.',
  },
  'divisions.row-count': {
    status: 400,
    zh: '{file} 有 {actual} 行，清单写的是 {expected} 行。',
    en: '{file} has {actual} rows, its manifest says {expected}.',
  },
  'divisions.row-invalid': {
    status: 400,
    zh: '{file} 第 {line} 行不是“代码、制表符、名称”，或代码不是 {province} 省内的 2、4、6、9、12 位数字。',
    en: 'Line {line} of {file} is not code, tab, name, or its code is not one of 2, 4, 6, 9 or 12 digits inside province {province}.',
  },
  'divisions.row-repeated': {
    status: 400,
    zh: '{file} 第 {line} 行重复了代码 {code}。',
    en: 'Line {line} of {file} repeats the code {code}.',
  },
  'divisions.row-orphan': {
    status: 400,
    zh: '{file} 中 {code} 的上级 {parent} 不存在。',
    en: '{file} has {code} but not {parent}, to which it belongs.',
  },
  'divisions.zone-unknown': {
    status: 400,
    zh: '清单中的开发区 {code} 不是名单里的县级代码。',
    en: 'The zone {code} of the manifest is no county-level code of the list.',
  },
  'divisions.host-unknown': {
    status: 400,
    zh: '清单中开发区 {code} 的所在县 {host} 不是同一市的县（市、区）。',
    en: 'The host county {host} of the zone {code} is no county of the same city.',
  },
  'divisions.alias-unknown': {
    status: 400,
    zh: '别名“{alias}”指向的代码 {code} 不在名单中。',
    en: 'The alias “{alias}” leads to {code}, which the list does not have.',
  },
  'divisions.register-older': {
    status: 400,
    zh: '现有 {province} 的区划截至 {current}，不能用更早的 {offered} 替换。',
    en: 'The register of {province} is of {current}; an older one, of {offered}, cannot replace it.',
  },
} as const satisfies ErrorTable<string>;

export class DivisionError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
