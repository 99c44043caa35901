// The phone's page without a signal. It keeps the files of the page and nothing else: what the API says is never answered from here, so that
// nothing old can look new. What the page keeps of the API it keeps itself, with the time, and says so.
// A classic script: it imports nothing.

declare const PHONE_SHELL: { readonly version: string; readonly files: readonly string[] };

/** What a service worker is, as far as it is used here; the library of the page does not know it. */
interface PhoneWorker {
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = self as unknown as PhoneWorker;
const { version, files } = PHONE_SHELL;
const PREFIX = 'cunbo-phone-';
const CACHE = PREFIX + version;
const PAGE = '/phone';

/** All or nothing: half a page would not open. Names with a hash may come from the browser's own cache, the page must be the newest. */
worker.addEventListener('install', (event) => {
  const wanted = [new Request(PAGE, { cache: 'reload' }), ...files.map((file) => new Request(file))];
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(wanted)));
});

worker.addEventListener('activate', (event) => {
  const clear = async (): Promise<void> => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(clear());
});

/** A new version waits until the person says so: the page on screen loads its pieces from the old one. */
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && (pathname === PAGE || pathname.startsWith(`${PAGE}/`))) event.respondWith(keptOr(PAGE, request));
  else if (files.includes(pathname)) event.respondWith(keptOr(pathname, request));
});

async function keptOr(name: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}
