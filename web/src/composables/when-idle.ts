const LONGEST_WAIT_MS = 2_000;
/** Where the browser does not say when it is idle: after what is on its way has been drawn. */
const WITHOUT_WORD_MS = 200;

/** Settles when the page has nothing better to do: what is heavy and only adds to what stands there already waits for it. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS });
    else setTimeout(resolve, WITHOUT_WORD_MS);
  });
}
