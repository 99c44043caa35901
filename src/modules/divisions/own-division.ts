import type { Principal } from '../../platform/database/index.js';
import { OutOfScope } from '../../platform/http/index.js';

/** For what names merchants or is decided for an area: bureaus ask within their own division. Row-level security decides again. */
export function requireInOwnDivision(principal: Principal, code: string): void {
  requireBeginning(principal, code, (prefix) => prefix);
}

/** For totals of areas: bureaus ask within their own province. */
export function requireInOwnProvince(principal: Principal, code: string): void {
  requireBeginning(principal, code, (prefix) => prefix.slice(0, 2));
}

function requireBeginning(principal: Principal, code: string, beginningOf: (prefix: string) => string): void {
  if (principal.kind === 'worker' || principal.scope.kind === 'all') return;
  if (principal.scope.kind !== 'division' || !code.startsWith(beginningOf(principal.scope.codePrefix))) throw new OutOfScope();
}
