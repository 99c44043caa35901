import { ref } from 'vue';

const hasUpdate = ref(false);
let waiting: ServiceWorker | null = null;

/** Registers the worker that keeps the page for hours without a signal. Where there is none (no TLS), the page needs a signal to be opened. */
export function keepShell(): void {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined) return;
  const isFirst = workers.controller === null;
  workers.addEventListener('controllerchange', () => !isFirst && window.location.reload());
  void workers
    .register('/phone-worker.js', { scope: '/phone' })
    .then((registration) => {
      const look = (): void => {
        waiting = registration.waiting;
        hasUpdate.value = waiting !== null && workers.controller !== null;
      };
      look();
      registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
    })
    // Refused, as in private windows: everything else works.
    .catch(() => undefined);
}

export function useShell() {
  return { hasUpdate, takeUpdate: () => waiting?.postMessage('take-over') };
}
