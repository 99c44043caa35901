import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'divisions.not-found': { status: 404, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
  'divisions.replaced': {
    status: 404,
    zh: '代码 {code} 已不再使用，现为 {successors}。',
    en: 'The code {code} is no longer in use; today it is {successors}.',
  },
  'divisions.unknown': { status: 400, zh: '行政区划中没有代码 {code}。', en: 'The register of divisions has no code {code}.' },
  'divisions.ended': {
    status: 400,
    zh: '代码 {code} 自 {endedOn} 起已停用，现为 {successors}。请改用现行代码。',
    en: 'The code {code} has not been in use since {endedOn}; today it is {successors}. Use the code of today.',
  },
  'divisions.ended-without-successor': {
    status: 400,
    zh: '代码 {code} 自 {endedOn} 起已停用，继任区划尚未登记。请改用现行代码，或先用 import-succession 登记继任区划。',
    en: 'The code {code} has not been in use since {endedOn}, and no successor is recorded. Use a code of today, or record one by import-succession.',
  },
  'divisions.unknown-within': {
    status: 400,
    zh: '行政区划中没有代码 {code}，无法在其中查找。请用 2、4、6、9 或 12 位代码，例如 140681。',
    en: 'The register of divisions has no code {code} to look within. Use a code of 2, 4, 6, 9 or 12 digits, such as 140681.',
  },
  'divisions.too-large': {
    status: 400,
    zh: '代码 {code} 不是县（市、区）或乡镇，一次取不完其中的地名。请给县级代码，例如 140681。',
    en: 'The code {code} is no county or township, and its places do not fit into one answer. Give the code of a county, such as 140681.',
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
  'divisions.succession-header': {
    status: 400,
    zh: '{file} 的第一行应为以制表符分隔的列名：{columns}。',
    en: 'The first line of {file} must name the columns, separated by tabs: {columns}.',
  },
  'divisions.succession-columns': {
    status: 400,
    zh: '{file} 第 {line} 行有 {actual} 列，应为 5 或 6 列。',
    en: 'Line {line} of {file} has {actual} columns; 5 or 6 are expected.',
  },
  'divisions.succession-field': {
    status: 400,
    zh: '{file} 第 {line} 行的 {column} 是“{value}”，应为 {expected}。',
    en: 'Line {line} of {file} has “{value}” for {column}; expected: {expected}.',
  },
  'divisions.succession-repeated': {
    status: 400,
    zh: '{file} 第 {line} 行与第 {earlier} 行说的是同一代码 {code}，只有拆分可以有几行，且后继代码各不相同。',
    en: 'Line {line} of {file} speaks of {code} again, as line {earlier} did. Only a split has several lines, each with another successor.',
  },
  'divisions.succession-split': {
    status: 400,
    zh: '{file} 第 {line} 行起，{code} 的拆分有 {parts} 行，其中 {mains} 行 is_main 为 true。拆分至少两行，恰有一行为 true，生效日期相同。',
    en: 'From line {line} of {file} on, the split of {code} has {parts} lines, {mains} of them main. A split has two lines or more, exactly one of them main, all from the same day.',
  },
  'divisions.succession-unknown': {
    status: 400,
    zh: '{file} 第 {line} 行：行政区划中没有代码 {code}。请先用 import-divisions 导入含有它的名单；从未收录的旧代码请写入别名文件。',
    en: 'Line {line} of {file}: the register of divisions has no code {code}. Import a list that has it by import-divisions first; old codes it never had belong in the file of aliases.',
  },
  'divisions.succession-not-yet': {
    status: 400,
    zh: '{file} 第 {line} 行：{code} 的变更自 {validFrom} 起生效，尚未到期。请在当日或之后导入。',
    en: 'Line {line} of {file}: the change of {code} is from {validFrom} on, which is still to come. Import it on that day or later.',
  },
  'divisions.succession-circle': {
    status: 400,
    zh: '{file} 第 {line} 行使继任关系成环：{circle}。',
    en: 'Line {line} of {file} closes a circle of successors: {circle}.',
  },
} as const satisfies ErrorTable<string>;

export class DivisionError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
