import type { Principal, Scope } from '../../platform/database/index.js';
import type { LiveMessage } from '../../platform/live-push/index.js';

/** The days somebody hears of: of changes of what is not theirs not even that there are any. */
export function daysHeard(principal: Principal | undefined, { days, places, isFirst }: LiveMessage): readonly string[] {
  if (principal === undefined || principal.kind === 'worker') return [];
  const { scope } = principal;
  if (scope.kind === 'all') return isFirst ? days : [];
  const own = places.map((place) => place.split('|')).filter((place) => isOwn(scope, place));
  return [...new Set(own.map(([day = '']) => day))].sort();
}

/** Whether something of this session changed: it got sales, or lost them to another. */
export function isOfSession({ places }: LiveMessage, sessionId: string): boolean {
  return places.some((place) => place.endsWith(`|${sessionId}`));
}

function isOwn(scope: Scope, [, merchantId = '', home = '', origin = '']: readonly string[]): boolean {
  if (scope.kind === 'merchants') return scope.merchantIds.includes(merchantId);
  // Totals of areas are to be seen by every bureau of the province.
  return scope.kind === 'division' && [home, origin].some((code) => code.startsWith(scope.codePrefix.slice(0, 2)));
}
