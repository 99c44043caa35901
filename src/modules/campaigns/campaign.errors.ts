import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'campaigns.not-found': { status: 404, zh: '没有编号为 {id} 的活动。', en: 'There is no campaign {id}.' },
  'campaigns.unknown': { status: 400, zh: '没有编号为 {id} 的活动。', en: 'There is no campaign {id}.' },
  'campaigns.range': { status: 400, zh: '起始日 {from} 晚于截止日 {to}。', en: 'The first day {from} is after the last day {to}.' },
  'campaigns.too-long': {
    status: 400,
    zh: '一个活动最长 {days} 天。常年的活动请按期分开登记，用同一个系列。',
    en: 'A campaign lasts at most {days} days. Enter one that goes on for years edition by edition, in one series.',
  },
  'campaigns.partner-twice': {
    status: 400,
    zh: '帮扶单位“{name}”写了两次。',
    en: 'The partner “{name}” is named twice.',
  },
  'campaigns.unknown-partner': {
    status: 400,
    zh: '活动里没有名为“{name}”的帮扶单位。请先在活动里登记。',
    en: 'The campaign has no partner “{name}”. Add it to the campaign first.',
  },
  'campaigns.unknown-session': { status: 400, zh: '没有编号为 {id} 的直播场次。', en: 'There is no live session {id}.' },
  'campaigns.session-outside-days': {
    status: 400,
    zh: '场次 {id} 不是在活动期间（{from} 至 {to}）开始的，不能算进这个活动。',
    en: 'The live session {id} did not begin on a day of the campaign ({from} to {to}) and cannot belong to it.',
  },
  'campaigns.closed': {
    status: 409,
    zh: '这个活动没有开放报名，或者已经归档。请联系主办单位。',
    en: 'This campaign does not take sessions from merchants, or is archived. Ask its organiser.',
  },
} as const satisfies ErrorTable<string>;

export class CampaignError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
