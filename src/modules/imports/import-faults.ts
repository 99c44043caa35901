import type { Language } from '../../kernel/domain-error.js';
import type { ImportFault } from './file-import.js';
import { FileUnreadable, type FileUnreadableCode } from './files/index.js';

/** What stops an import beside a file that cannot be read: what is wrong, where, and what to do. */
const FAULTS: Readonly<Record<string, Readonly<Record<Language, (detail: string) => string>>>> = {
  'wrong-platform': {
    zh: (detail) => `文件和店铺不是同一个平台（${detail}）。没有计入任何内容。请选择这个平台的店铺，或换一个文件。`,
    en: (detail) =>
      `The file and the shop are of different platforms (${detail}). Nothing was counted. Choose a shop of that platform, or another file.`,
  },
  'account-stopped': {
    zh: () => '上传或提交的账号已停用，或不再负责这个店铺的经营主体，导入已停止。请由有权限的人重新上传，或继续提交、撤销。',
    en: () =>
      'The account it was done for is disabled, or no longer responsible for the merchant of this shop; the import stopped. Somebody who is has to upload the file again, or go on.',
  },
};

export function faultWords({ code, detail }: ImportFault, language: Language): string {
  return FAULTS[code]?.[language](detail) ?? new FileUnreadable(code as FileUnreadableCode, detail).sentence(language);
}
