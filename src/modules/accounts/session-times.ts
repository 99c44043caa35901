/** A session ends this long after it began, however much it is used. */
export const SESSION_MS = 12 * 3_600_000;
/** And this long after it was used last. */
export const UNUSED_SESSION_MS = 2 * 3_600_000;
