/** SQLSTATE classes 22 (data), 23 (integrity) and 54 (limits): what was to be stored is at fault, and trying it again would fail again. */
export function isDataFault(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23|54)...$/.test(error.code);
}
