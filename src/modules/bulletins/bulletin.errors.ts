import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'bulletins.not-found': { status: 404, zh: '没有编号为 {id} 的通报。', en: 'There is no bulletin {id}.' },
  'bulletins.not-yours': {
    status: 403,
    zh: '通报由负责 {code} 本级的部门起草、审核和签发。',
    en: 'A bulletin is made by the bureau of {code} itself.',
  },
  'bulletins.month-open': {
    status: 409,
    zh: '{month} 还没有结束，通报只用已结束的月份。请在次月再做。',
    en: '{month} is not over. Bulletins are made of closed months: make it next month.',
  },
  'bulletins.no-members': {
    status: 400,
    zh: '{code} 没有下级行政区划，不能做通报。',
    en: 'The division {code} has no divisions below it to report on.',
  },
  'bulletins.exists': {
    status: 409,
    zh: '{code} 的 {month} 通报已经有了。要重做，先撤回原来的。',
    en: 'There is a bulletin of {code} for {month} already. Withdraw it first to make another.',
  },
  'bulletins.wrong-state': {
    status: 409,
    zh: '通报 {id} 现在是“{state}”，不能这样做。',
    en: 'The bulletin {id} is “{state}”, which does not allow this.',
  },
  'bulletins.same-person': {
    status: 409,
    zh: '起草、审核、签发要由三个不同的人做：{who} 已经参与过。',
    en: 'Drafting, checking and issuing are done by three different people: {who} has had a hand in this one.',
  },
  'bulletins.people-only': {
    status: 403,
    zh: '通报要由有账号的人来做。',
    en: 'Bulletins are made by people with an account.',
  },
  'bulletins.freezes-in-the-past': {
    status: 400,
    zh: '定稿日 {day} 应在今天之后。',
    en: 'The day {day} on which it freezes must be after today.',
  },
  'bulletins.unknown-version': { status: 404, zh: '通报 {id} 没有第 {version} 版。', en: 'The bulletin {id} has no version {version}.' },
  'bulletins.nothing-differs': {
    status: 409,
    zh: '通报 {id} 与现在的账一致，没有要修订的。',
    en: 'The bulletin {id} agrees with the ledger of now: there is nothing to revise.',
  },
  'bulletins.link-not-found': { status: 404, zh: '没有编号为 {id} 的链接。', en: 'There is no link {id}.' },
  'bulletins.link-void': {
    status: 404,
    zh: '链接无效：已撤销、已过期，或通报已撤回。请向发给你的人再要一个。',
    en: 'The link is not good: revoked, expired, or the bulletin was withdrawn. Ask whoever gave it to you for another.',
  },
  'bulletins.no-public-page': { status: 404, zh: '这里没有公开页。', en: 'There is no public page here.' },
  'festivals.unknown': {
    status: 400,
    zh: '日历里没有 {year} 年的“{festival}”。请先导入新的日历。',
    en: 'The calendar has no “{festival}” of {year}. Import a newer one first.',
  },
  'festivals.order': {
    status: 400,
    zh: '“{first}”在“{last}”之后。',
    en: '“{first}” comes after “{last}”.',
  },
  'festivals.days': {
    status: 400,
    zh: '{festival} {year}：最后一天应不早于第一天，且不超过 40 天。',
    en: '{festival} {year}: the last day must not be before the first, nor more than 40 days after it.',
  },
} as const satisfies ErrorTable<string>;

export class BulletinError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
