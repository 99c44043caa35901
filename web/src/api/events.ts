import { createParser } from 'eventsource-parser';
import { ask } from './client.js';

/** The server says something every 15 seconds; a connection that is silent for longer is none any more, though nobody said so. */
const LONGEST_SILENCE_MS = 45_000;

interface Listener {
  readonly signal: AbortSignal;
  onOpen(): void;
  onEvent(name: string, data: string): void;
}

/**
 * Server-Sent Events, with the headers of every other request (EventSource sends none). Returns when the connection is over, throws what refuses it.
 */
export async function listen(path: string, { signal, onOpen, onEvent }: Listener): Promise<void> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end);
  // The phone knows at once that there is no network; the silence would tell only later.
  window.addEventListener('offline', end);
  let silence = setTimeout(end, LONGEST_SILENCE_MS);
  try {
    const response = await ask(path, { accept: 'text/event-stream', signal: ending.signal });
    onOpen();
    const parser = createParser({ onEvent: ({ event, data }) => onEvent(event ?? 'message', data) });
    const decoder = new TextDecoder();
    for await (const bytes of chunksOf(response)) {
      clearTimeout(silence);
      silence = setTimeout(end, LONGEST_SILENCE_MS);
      parser.feed(decoder.decode(bytes, { stream: true }));
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', end);
    window.removeEventListener('offline', end);
  }
}

async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) yield next.value;
}
