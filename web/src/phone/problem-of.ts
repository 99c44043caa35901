import { ApiError } from '../api/client.js';

/** `unreached`, or what the server said. */
export function problemOf(error: unknown): string {
  return error instanceof ApiError && error.status !== 0 && error.detail !== '' ? error.detail : 'unreached';
}
