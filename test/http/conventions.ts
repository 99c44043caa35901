import type { Reply } from './outside-program.js';

const BEIJING_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?\+08:00$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an answer breaks of the contract's conventions: integer fen, ids as text, times with offset, problems of RFC 9457. */
export function breaches({ status, body, headers }: Reply): string[] {
  const type = String(headers['content-type'] ?? '');
  if (status >= 500) return [`${status} ${JSON.stringify(body)}`];
  if (status >= 400) return problemBreaches(status, body, type);
  return type.includes('application/json') ? fieldBreaches(body, '') : [];
}

function problemBreaches(status: number, body: unknown, type: string): string[] {
  if (!type.startsWith('application/problem+json')) return [`a refusal of type ${type || 'none'}`];
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const isText = (name: string): boolean => typeof problem[name] === 'string' && problem[name] !== '';
  const lacking = ['type', 'title', 'detail', 'code'].filter((name) => !isText(name));
  const faults = lacking.map((name) => `no ${name}`);
  if (problem.status !== status) faults.push(`status ${String(problem.status)} in the body`);
  const unknown = Object.keys(problem).filter((name) => !['type', 'title', 'status', 'detail', 'code', 'errors'].includes(name));
  return [...faults, ...unknown.map((name) => `unknown member ${name}`)];
}

function fieldBreaches(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => fieldBreaches(item, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]: [string, unknown]) => {
    const isAsAgreed = child === null || formOf(name)(child);
    return [...(isAsAgreed ? [] : [`${path}/${name} = ${JSON.stringify(child)}`]), ...fieldBreaches(child, `${path}/${name}`)];
  });
}

const isDay = (value: unknown): boolean => typeof value === 'string' && DAY.test(value);

function formOf(name: string): (value: unknown) => boolean {
  if (/Fen$|^(lines|quantity|orders|rank|previousRank|affectedLines)$/.test(name))
    return (value) => Number.isSafeInteger(value) || Array.isArray(value);
  if (/^id$|Id$|Code$|No$/.test(name)) return (value) => typeof value === 'string';
  if (/At$|^asOf$/.test(name)) return (value) => typeof value === 'string' && BEIJING_TIME.test(value);
  if (/^(from|to)$/.test(name)) return (value) => Array.isArray(value) || isDay(value);
  if (/^valid(From|To)$/.test(name)) return isDay;
  return () => true;
}
