import type { Scope } from './scopes.js';

type Named = Pick<Scope, 'from' | 'to' | 'basis' | 'refundView' | 'within' | 'category' | 'platform'> & { readonly by?: string };

export function nameOf({ from, to, basis, refundView, ...filters }: Named): string {
  return [basis, refundView, `${from}..${to}`, ...Object.entries(filters).map(([name, value]) => `${name}=${value}`)].join(' ');
}

export function queryString(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString();
}
