/**
 * What an answer means for a draft. later: the server could not be reached or has too much to do; the draft keeps its key and goes again.
 * sign-in: nobody is signed in any more. changed: somebody was faster; it is asked whether the thing is by now as it was to be. refused: a person
 * decides.
 */
export type Verdict = 'sent' | 'later' | 'sign-in' | 'changed' | 'refused';

const AGAIN = [0, 408, 425, 429, 500, 502, 503, 504];
const NOT_SIGNED_IN = ['auth.required', 'auth.csrf', 'auth.change-password', 'auth.set-up-second-step'];

export function verdictOn(status: number, code: string): Verdict {
  if (status >= 200 && status < 300) return 'sent';
  if (AGAIN.includes(status)) return 'later';
  if (status === 401 || NOT_SIGNED_IN.includes(code)) return 'sign-in';
  return status === 412 ? 'changed' : 'refused';
}

/** Whether a thing is already as a request would make it: the answer to the first attempt got lost, or somebody else wrote the same. */
export function isAlreadyAs(wanted: unknown, view: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(view) && wanted.length === view.length && wanted.every((item, index) => isAlreadyAs(item, view[index]));
  if (typeof wanted === 'object' && wanted !== null)
    return (
      typeof view === 'object' &&
      view !== null &&
      Object.entries(wanted).every(([name, value]) => isAlreadyAs(value, Reflect.get(view, name)))
    );
  return wanted === view || isSameInstant(wanted, view);
}

function isSameInstant(a: unknown, b: unknown): boolean {
  const isTime = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(text);
  return isTime(a) && isTime(b) && Date.parse(a) === Date.parse(b);
}
