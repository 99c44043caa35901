/** What a declaration says beside what is counted of the same session, both paid fen (成交金额). */
export interface Comparison {
  /** counted − declared: negative while orders are missing, or where too much was declared. */
  readonly differenceFen: number;
  /** What the declaration says beyond what is counted; never negative. Only this may be added to counted figures, and only where it is said. */
  readonly uncountedFen: number;
  readonly state: DeclarationState;
}

/** No order is counted of the session; some, and less than was declared; at least as much. */
export const DECLARATION_STATES = ['declared-only', 'partly-counted', 'counted'] as const;
export type DeclarationState = (typeof DECLARATION_STATES)[number];

export function compareWithCounted(declaredFen: number, countedPaidFen: number): Comparison {
  const differenceFen = countedPaidFen - declaredFen;
  return { differenceFen, uncountedFen: Math.max(0, -differenceFen), state: stateOf(differenceFen, countedPaidFen) };
}

function stateOf(differenceFen: number, countedPaidFen: number): DeclarationState {
  if (countedPaidFen === 0) return 'declared-only';
  return differenceFen < 0 ? 'partly-counted' : 'counted';
}
