import { DomainError } from '../kernel/domain-error.js';

/** What a command says when it fails: our own errors in sentences, Chinese first, since the operator reads no codes. */
export function explain(error: unknown): string {
  if (error instanceof DomainError) return `${error.sentence('zh')}\n${error.sentence('en')}\n${error.code}`;
  return error instanceof Error ? error.message : String(error);
}
