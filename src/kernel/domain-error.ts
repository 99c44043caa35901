export type Language = 'zh' | 'en';

/** What one error code means to the outside: status, and a sentence per language that says what is wrong and what to do. `{name}` takes a detail. */
export interface ErrorDefinition {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

export type ErrorTable<Code extends string> = Readonly<Record<Code, ErrorDefinition>>;
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** A fault of one field of the input: `/lines/0/paidFen`. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Base of every module's error. The HTTP filter and the job worker are its only translators. */
export abstract class DomainError<Code extends string = string> extends Error {
  constructor(
    readonly definition: ErrorDefinition,
    readonly code: Code,
    readonly details: ErrorDetails = {},
    /** Where in the input the fault lies, if it lies in one field. */
    readonly pointer: string | null = null,
  ) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = new.target.name;
  }

  sentence(language: Language): string {
    return this.definition[language].replace(/\{(\w+)\}/g, (_match, name: string) => String(this.details[name] ?? ''));
  }
}
