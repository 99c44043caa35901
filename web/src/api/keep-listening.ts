import { listen } from './events.js';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

interface Listener {
  /** Aborted, it is over. */
  readonly signal: AbortSignal;
  onOpen(): void;
  onEvent(name: string, data: string): void;
  /** The connection is lost, or was refused with this; it is tried again, ever slower, and at once when there is a network again. */
  onLost(error: unknown): void;
}

export async function keepListening(path: string, { signal, onOpen, onEvent, onLost }: Listener): Promise<void> {
  let retryMs = FIRST_RETRY_MS;
  const onOpenAgain = (): void => {
    retryMs = FIRST_RETRY_MS;
    onOpen();
  };
  while (!signal.aborted) {
    const error: unknown = await listen(path, { signal, onOpen: onOpenAgain, onEvent }).catch((refusal: unknown) => refusal);
    if (signal.aborted) return;
    onLost(error);
    await networkOr(retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }
}

function networkOr(longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, longestMs);
    window.addEventListener('online', goOn);
  });
}
