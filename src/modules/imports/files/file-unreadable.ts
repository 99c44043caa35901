export type FileUnreadableCode =
  | 'empty'
  | 'not-recognised'
  | 'no-money-column'
  | 'no-time-column'
  | 'ids-damaged'
  | 'old-xls'
  | 'password-protected'
  | 'web-page'
  | 'not-a-workbook'
  | 'too-large-unpacked'
  | 'xml-entities'
  | 'broken-text'
  | 'broken';

type Words = Readonly<Record<'zh' | 'en', string>>;

/** What happened and what to do; `{detail}` takes what was found. */
const WORDS: Readonly<Record<FileUnreadableCode, Words>> = {
  empty: {
    zh: '文件是空的，没有任何内容。请重新导出后再上传。',
    en: 'The file is empty. Export it again and upload the new one.',
  },
  'not-recognised': {
    zh: '认不出这是哪种订单文件。找到的表头：{detail}。请上传平台后台导出的原始订单文件，或按本系统的模板填写。',
    en: 'This is no order file known here. The header found: {detail}. Upload the export as the platform gave it, or fill in our template.',
  },
  'no-money-column': {
    zh: '文件里没有买家付款的金额列（需要“{detail}”），无法计入。请在平台导出时勾选该列后重新导出。',
    en: 'The file has no column of what buyers paid ({detail} is needed), so nothing can be counted. Choose that column in the export.',
  },
  'no-time-column': {
    zh: '文件里没有时间列（需要“{detail}”），不知道算在哪一天。请在平台导出时勾选该列后重新导出。',
    en: 'The file has no column of time ({detail} is needed), so no day is known. Choose that column in the export.',
  },
  'ids-damaged': {
    zh: '订单号被表格软件改坏了（{detail}，后几位变成了 0），无法还原。请直接上传平台导出的原始文件，不要先用表格软件打开保存。',
    en: 'A spreadsheet program destroyed the order numbers ({detail}: their last digits are 0). Upload the export as it came, not saved again.',
  },
  'old-xls': {
    zh: '这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV 后再上传。',
    en: 'This is a workbook of the old kind (.xls). Open it, save it as .xlsx or CSV, and upload that.',
  },
  'password-protected': {
    zh: '文件设有打开密码。请用 Excel 或 WPS 打开，去掉密码后保存，再上传。',
    en: 'The file is protected by a password. Open it, save it without the password, and upload that.',
  },
  'web-page': {
    zh: '这个文件其实是网页，不是表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。',
    en: 'This file is a web page, not a table. Open it in a spreadsheet program, save it as .xlsx, and upload that.',
  },
  'not-a-workbook': {
    zh: '这是压缩包，里面不是 Excel 工作簿。请先解压，再上传其中的 .xlsx 或 CSV 文件。',
    en: 'This is an archive that is no workbook. Unpack it and upload the .xlsx or CSV file in it.',
  },
  'too-large-unpacked': {
    zh: '文件解压后超过允许的大小（{detail}），已停止读取。请按更短的时间段分几次导出。',
    en: 'Unpacked, the file is larger than allowed ({detail}), and was not read on. Export shorter periods.',
  },
  'xml-entities': {
    zh: '工作簿里含有不允许的 XML 定义（{detail}），为安全起见没有读取。请用 Excel 或 WPS 重新保存为 .xlsx。',
    en: 'The workbook holds XML definitions that are not allowed ({detail}), so it was not read. Save it again as .xlsx.',
  },
  'broken-text': {
    zh: '文件的文字编码前后不一致（{detail}），继续读取会出现乱码。请从平台重新导出，或另存为 UTF-8 编码的 CSV。',
    en: 'The text of the file is broken ({detail}): what follows could not be told from gibberish. Export it again, or save it as UTF-8.',
  },
  broken: {
    zh: '文件已损坏或没有传完整（{detail}）。请重新导出后再上传。',
    en: 'The file is damaged or incomplete ({detail}). Export it again and upload the new one.',
  },
};

/** Why a file as a whole cannot be read, or not be read on. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';

  constructor(
    readonly code: FileUnreadableCode,
    readonly detail = '',
  ) {
    super(`${code}: ${detail}`);
  }

  sentence(language: 'zh' | 'en'): string {
    return WORDS[this.code][language].replace('{detail}', () => this.detail);
  }
}
