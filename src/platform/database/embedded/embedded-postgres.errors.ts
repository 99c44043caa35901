export type EmbeddedPostgresErrorCode = 'embedded.already-running' | 'embedded.cannot-start' | 'embedded.unsupported-platform';

/** What keeps the embedded server from being available. The message says what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    /** The process that holds the data directory, where that is the reason. */
    readonly ownerPid: number | null = null,
  ) {
    super(message);
  }
}

export function cannotStart(message: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded.cannot-start', message);
}
