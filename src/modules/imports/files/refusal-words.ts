import type { RefusalCode, RowRefusal } from './file-row.js';
import type { OrderFlag, OrderFlagCode } from './told-order.js';

type Words = Readonly<Record<'zh' | 'en', string>>;

/** What is wrong, where, and what to do; `{column}` and `{value}` are those of the refusal. */
const REFUSALS: Readonly<Record<RefusalCode, Words>> = {
  'no-order-no': {
    zh: '“{column}”是空的，不知道是哪一单。请补上订单号后重新上传。',
    en: '“{column}” is empty, so the order is not known. Fill in the order number and upload again.',
  },
  'no-line-no': {
    zh: '“{column}”是空的，不知道是哪一个子订单。请从平台重新导出，勾选该列。',
    en: '“{column}” is empty, so the line is not known. Export again with that column.',
  },
  'no-item': {
    zh: '“{column}”是空的，不知道卖的是什么。请补上，或从平台重新导出并勾选该列。',
    en: '“{column}” is empty, so what was sold is not known. Fill it in, or export again with that column.',
  },
  'no-paid-amount': {
    zh: '“{column}”是空的，不知道付了多少钱。请补上金额（没有付钱填 0）。',
    en: '“{column}” is empty, so what was paid is not known. Fill in the amount, 0 if nothing was paid.',
  },
  'no-pay-time': {
    zh: '订单已付款，但“{column}”是空的，不知道算在哪一天。请补上时间，或从平台重新导出。',
    en: 'The order is paid, but “{column}” is empty, so its day is not known. Fill in the time, or export again.',
  },
  'no-refund-no': {
    zh: '“{column}”是空的，不知道是哪一笔售后。请从平台重新导出。',
    en: '“{column}” is empty, so the after-sale is not known. Export again.',
  },
  'no-refund-amount': {
    zh: '退款已成功，但“{column}”是空的，不知道退了多少。请从平台重新导出，勾选该列。',
    en: 'The refund succeeded, but “{column}” is empty, so its amount is not known. Export again with that column.',
  },
  'no-refund-time': {
    zh: '退款已成功，但“{column}”是空的，不知道算在哪一天。请从平台重新导出，勾选该列。',
    en: 'The refund succeeded, but “{column}” is empty, so its day is not known. Export again with that column.',
  },
  'id-in-scientific-notation': {
    zh: '“{column}”被表格软件改成了 {value}，后面的数字已经丢失，无法还原。请上传平台导出的原始文件，不要先用表格软件打开保存。',
    en: 'A spreadsheet program changed “{column}” to {value}: its last digits are lost. Upload the export as it came, not saved again.',
  },
  'id-unreadable': {
    zh: '“{column}”的内容“{value}”不是编号（太长，或中间有空格）。请核对后改正。',
    en: '“{value}” in “{column}” is no number of an order or a line (too long, or with blanks in it). Correct it.',
  },
  'amount-unreadable': {
    zh: '“{column}”的内容“{value}”不是金额。请改成以元为单位、最多两位小数的数字。',
    en: '“{value}” in “{column}” is no amount. Write yuan with at most two decimals.',
  },
  'amount-negative': {
    zh: '“{column}”是负数（{value}）。金额不能小于 0，退款请填在退款金额里。',
    en: '“{column}” is less than nothing ({value}). Amounts begin at 0; what came back belongs in the column of refunds.',
  },
  'quantity-unreadable': {
    zh: '“{column}”的内容“{value}”不是件数。请改成整数。',
    en: '“{value}” in “{column}” is no number of pieces. Write a whole number.',
  },
  'time-unreadable': {
    zh: '“{column}”的内容“{value}”不是时间。请改成 2026-11-20 20:15:30 这样的格式。',
    en: '“{value}” in “{column}” is no time. Write it as 2026-11-20 20:15:30.',
  },
  'paid-less-than-freight': {
    zh: '“{column}”（{value}）比运费还少，金额对不上。请从平台核对这一单。',
    en: '“{column}” ({value}) is less than the freight: the sums disagree. Look the order up on the platform.',
  },
  'refund-exceeds-paid': {
    zh: '退款比付款还多，金额对不上。请从平台核对这一单。',
    en: 'More came back than was paid: the sums disagree. Look the order up on the platform.',
  },
  'order-stands-twice': {
    zh: '同一个订单号在文件里出现了几次，商品却不一样，不知道哪一行是对的。请从平台重新导出。',
    en: 'The order stands in the file several times with different goods, and nothing says which row is right. Export again.',
  },
};

const FLAGS: Readonly<Record<OrderFlagCode, Words>> = {
  'refund-amount-unknown': {
    zh: '平台显示“{value}”，但这种文件没有退款金额：付款已计入，退款还没有。请再上传售后导出文件，或等平台接口取回退款。',
    en: 'The platform says “{value}”, and such files have no refund amounts: the payment counts, the refund does not yet. Upload the after-sale export too.',
  },
  'refund-assumed-whole': {
    zh: '平台显示“{value}”，文件没有退款金额：按全额退款计入。部分退款请以平台账单为准更正。',
    en: 'The platform says “{value}” without an amount: all of it is counted as refunded. Correct it where only a part came back.',
  },
  'status-unknown': {
    zh: '不认识订单状态“{value}”，已按付款、发货时间判断。',
    en: 'The status “{value}” is not known here; the times of payment and dispatch decided.',
  },
};

export function refusalWords({ code, column, value }: RowRefusal, language: 'zh' | 'en'): string {
  return filled(REFUSALS[code][language], { column, value });
}

export function flagWords({ code, value }: OrderFlag, language: 'zh' | 'en'): string {
  return filled(FLAGS[code][language], { value });
}

function filled(sentence: string, details: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_match, name: string) => details[name] ?? '');
}
