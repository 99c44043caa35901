import { DomainError } from './kernel/domain-error.js';
import { InputError } from './platform/http/index.js';

/** What the program or a command says when it fails: our own errors in sentences, Chinese first, since the operator reads no codes. */
export function explain(error: unknown): string {
  if (error instanceof InputError && error.faults.length > 0) {
    const faults = error.faults.map(({ pointer, detail }) => `${pointer} ${detail}`);
    return [error.sentence('zh'), error.sentence('en'), ...faults, error.code].join('\n');
  }
  if (error instanceof DomainError) return `${error.sentence('zh')}\n${error.sentence('en')}\n${error.code}`;
  return error instanceof Error ? error.message : String(error);
}
