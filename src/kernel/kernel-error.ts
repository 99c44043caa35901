/** What the pure helpers throw: a stable code and the values that explain it. */
export class KernelError extends Error {
  override readonly name = 'KernelError';
  constructor(
    readonly code: string,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${code} ${JSON.stringify(details)}`);
  }
}
