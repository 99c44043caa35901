const LONGEST_MS = 60_000;

/** Gives up after a minute: one bar of signal can swallow a request for ever, and nothing else would be asked meanwhile. */
export async function withPatience<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LONGEST_MS);
  try {
    return await ask(patience.signal);
  } finally {
    clearTimeout(timer);
  }
}
