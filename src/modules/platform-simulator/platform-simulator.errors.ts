export type SimulatorErrorCode =
  | 'simulator.unknown-order'
  | 'simulator.unknown-refund'
  | 'simulator.impossible-change'
  | 'simulator.missing-credential'
  | 'simulator.not-started';

/** The simulator was asked for what a real platform could never do, or before it was ready. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  constructor(
    readonly code: SimulatorErrorCode,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}
