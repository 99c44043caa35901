import type { Language } from '../../kernel/domain-error.js';
import type { ImportFault } from './file-import.js';

type Words = Readonly<Record<Language, (detail: string) => string>>;

/** Why an import stopped: what is wrong, where, and what to do. */
const FAULTS: Readonly<Record<string, Words>> = {
  'wrong-platform': {
    zh: (detail) => `文件和店铺不是同一个平台（${detail}）。没有计入任何内容。请换成这个平台的店铺，或重新选择文件。`,
    en: (detail) => `The file and the shop are of different platforms (${detail}). Nothing was counted. Choose a shop of that platform, or another file.`,
  },
  'account-stopped': {
    zh: () => '上传或提交的账号已停用，或不再负责这个店铺的经营主体，导入已停止。请由有权限的人重新上传，或继续提交。',
    en: () =>
      'The account that uploaded or committed is disabled, or no longer responsible for the merchant of this shop; the import stopped. Somebody who is has to upload it again, or commit it.',
  },
  'not-recognised': {
    zh: (detail) => `认不出这是哪个平台的导出文件。读到的表头：${detail}。请直接上传平台导出的原文件，或使用村播账本的模板。`,
    en: (detail) => `This is no export we know. The header found: ${detail}. Upload the platform's file as it was exported, or use our template.`,
  },
  'old-xls': {
    zh: () => '这是旧版 Excel（.xls）文件。请用 WPS 或 Excel 另存为 .xlsx 或 CSV 后再上传。',
    en: () => 'This is an old Excel file (.xls). Save it as .xlsx or CSV with WPS or Excel and upload that.',
  },
  'password-protected': {
    zh: () => '文件有打开密码。请去掉密码另存后再上传。',
    en: () => 'The file is protected by a password. Save it without one and upload that.',
  },
  'too-large-unpacked': {
    zh: () => '文件解压后过大。请按较短的时间段分几次导出后再上传。',
    en: () => 'The file is too large once unpacked. Export shorter periods and upload them one by one.',
  },
  'xml-entities': {
    zh: () => '表格文件里含有不允许的内容（实体声明），没有读取。请重新从平台导出。',
    en: () => 'The workbook contains what is not allowed in one (entity declarations) and was not read. Export it again.',
  },
  empty: { zh: () => '文件里没有数据行。', en: () => 'There are no rows in the file.' },
  broken: {
    zh: (detail) => `文件已损坏或不完整，读不下去（${detail}）。请重新从平台导出后上传。`,
    en: (detail) => `The file is damaged or incomplete (${detail}). Export it again and upload that.`,
  },
};

const OTHER: Words = {
  zh: (detail) => `文件读不出来（${detail}）。请重新从平台导出后上传；没有计入任何内容。`,
  en: (detail) => `The file cannot be read (${detail}). Export it again and upload that; nothing was counted.`,
};

export function faultWords({ code, detail }: ImportFault, language: Language): string {
  return (FAULTS[code] ?? OTHER)[language](detail);
}
