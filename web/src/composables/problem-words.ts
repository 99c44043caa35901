import { ApiError } from '../api/client.js';
import type { Words } from '../i18n/zh.js';

/** A failure in a sentence: the server's own where it gave one, otherwise what the reader can do about it. */
export function problemInWords(error: unknown, words: Words): string {
  if (!(error instanceof ApiError)) return words.problem.unknown;
  if (error.status === 0) return words.problem.network;
  if (error.detail !== '') return error.detail;
  return error.status === 403 ? words.problem.forbidden : words.problem.unknown;
}
