import { shallowReactive } from 'vue';
import { api } from '../api/client.js';

const PARALLEL_READS = 6;

// Names of places hardly change while a page is open; each code is asked for once.
const names = shallowReactive(new Map<string, string>());
const fullNames = shallowReactive(new Map<string, string>());
const asked = new Set<string>();
const waiting: string[] = [];
let reading = 0;

function ask(codes: Iterable<string>): void {
  for (const code of codes) {
    if (code === '' || asked.has(code)) continue;
    asked.add(code);
    waiting.push(code);
  }
  while (reading < PARALLEL_READS && waiting.length > 0) void readNext();
}

async function readNext(): Promise<void> {
  const code = waiting.shift();
  if (code === undefined) return;
  reading += 1;
  try {
    const { name, fullName, ancestors } = await api.division(code);
    for (const place of [...ancestors, { code, name }]) names.set(place.code, place.name);
    fullNames.set(code, fullName);
  } catch {
    // The code stands in for the name; the next page that needs it asks again.
    asked.delete(code);
  }
  reading -= 1;
  void readNext();
}

/** Full name of the place, without what the reader already sees as the area shown. */
function pathOf(code: string, within: string): string {
  const path = fullNames.get(code) ?? '';
  const shown = fullNames.get(within) ?? '';
  return shown !== '' && path.startsWith(shown) ? path.slice(shown.length).trim() : path;
}

export function useDivisionNames() {
  return { ask, nameOf: (code: string): string => names.get(code) ?? code, pathOf };
}
