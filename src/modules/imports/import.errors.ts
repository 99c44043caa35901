import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'imports.not-found': { status: 404, zh: '没有编号为 {id} 的导入。', en: 'There is no import {id}.' },
  'imports.no-file': {
    status: 400,
    zh: '没有收到文件。请以 multipart/form-data 提交 file（文件）和 shopId（店铺）。',
    en: 'No file came. Send multipart/form-data with file and shopId.',
  },
  'imports.no-shop': {
    status: 400,
    zh: '没有说明文件属于哪个店铺（shopId）。文件没有保存。',
    en: 'It is not said to which shop the file belongs (shopId). The file was not kept.',
  },
  'imports.two-files': {
    status: 400,
    zh: '一次只能导入一个文件。请分几次上传；没有保存任何内容。',
    en: 'One file at a time. Upload them one after another; nothing was kept.',
  },
  'imports.too-large': {
    status: 413,
    zh: '文件超过 {megabytes} MB。请在平台后台按较短的时间段分几次导出，再分别上传；没有保存任何内容。',
    en: 'The file is larger than {megabytes} MB. Export shorter periods from the platform and upload them one by one; nothing was kept.',
  },
  'imports.too-many-unread': {
    status: 429,
    zh: '您已有 {count} 个文件正在上传或识别。请等其中一个识别完（在“导入记录”里可以看到），再上传这一个；没有保存任何内容。',
    en: '{count} of your files are being uploaded or read already. Wait until one of them has been read (see past imports), then upload this one; nothing was kept.',
  },
  'imports.empty': { status: 400, zh: '文件是空的，没有保存。', en: 'The file is empty; nothing was kept.' },
  'imports.not-in-state': {
    status: 409,
    zh: '这个导入现在是“{state}”，不能这样做。请刷新后再看。',
    en: 'This import is {state} now, which does not allow it. Reload to see how it stands.',
  },
} as const satisfies ErrorTable<string>;

export class ImportError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
