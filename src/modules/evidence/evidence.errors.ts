import { DomainError, type ErrorDetails, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'evidence.not-a-photograph': {
    status: 400,
    zh: '这不是一张完整的 JPEG 照片，没有收下。请重拍一张，或换一张照片。',
    en: 'This is no whole JPEG photograph, and was not kept. Take it again, or choose another.',
  },
  'evidence.too-many': {
    status: 409,
    zh: '已经有 {count} 张照片了，最多 {most} 张。这一张没有收下。',
    en: 'There are {count} photographs already, {most} at most. This one was not kept.',
  },
  'evidence.not-found': { status: 404, zh: '没有编号为 {id} 的照片。', en: 'There is no photograph {id}.' },
} as const satisfies ErrorTable<string>;

export class EvidenceError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS, details: ErrorDetails = {}, pointer: string | null = null) {
    super(ERRORS[code], code, details, pointer);
  }
}
