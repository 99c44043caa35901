export type DemoErrorCode =
  'simulate.invalid-option' | 'simulate.unreachable' | 'simulate.refused' | 'simulate.unexpected-answer' | 'simulate.stopped';

/** Why the simulator could not go on; the message says which request or option it was. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
  constructor(
    readonly code: DemoErrorCode,
    message: string,
    readonly status: number | null = null,
  ) {
    super(`${code}: ${message}`);
  }
}
