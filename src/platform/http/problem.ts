import type { FieldFault, Language } from '../../kernel/domain-error.js';

/** RFC 9457. `code` is what programs compare; `title` and `detail` are for people, in the language they asked for. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly FieldFault[];
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const TITLES: Readonly<Record<number, Readonly<Record<Language, string>>>> = {
  400: { zh: '提交的内容有误', en: 'The input cannot be used' },
  401: { zh: '需要登录', en: 'Sign-in needed' },
  403: { zh: '没有权限', en: 'Not permitted' },
  404: { zh: '没有找到', en: 'Not found' },
  405: { zh: '不支持该操作', en: 'Method not supported' },
  409: { zh: '与现有内容冲突', en: 'In conflict with what is there' },
  412: { zh: '内容已被改过', en: 'Changed meanwhile' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '不支持的内容类型', en: 'Content type not supported' },
  429: { zh: '请求过于频繁', en: 'Too many requests' },
  500: { zh: '系统出错', en: 'Something went wrong here' },
  503: { zh: '暂时无法处理', en: 'Not available right now' },
};

export function problem(status: number, code: string, detail: string, language: Language, errors?: readonly FieldFault[]): Problem {
  const title = TITLES[status]?.[language] ?? detail;
  return { type: `urn:cunbo:problem:${code}`, title, status, detail, code, ...(errors === undefined ? {} : { errors }) };
}

/** Chinese unless the reader prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part, position) => ({ tag: part.trim().split(';')[0]?.toLowerCase() ?? '', weight: weightOf(part), position }))
    .filter(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'))
    .sort((a, b) => b.weight - a.weight || a.position - b.position)[0];
  return preferred?.tag.startsWith('en') === true ? 'en' : 'zh';
}

function weightOf(part: string): number {
  const match = /;\s*q=([\d.]+)/.exec(part);
  return match ? Number(match[1]) : 1;
}
