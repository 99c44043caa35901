const BEIJING_MS = 8 * 3_600_000;

/** `yyyy-MM-dd HH:mm:ss` in Beijing, as platforms want times in questions. */
export function beijingText(instant: Date): string {
  return new Date(instant.getTime() + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');
}
