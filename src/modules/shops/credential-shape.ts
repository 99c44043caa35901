/** What a shop's credentials hold, by field name; all of it text, none of it ever returned. */
export type Credentials = Readonly<Record<string, string>>;

export interface CredentialField {
  readonly isRequired: boolean;
  /** What it is and what it must look like: goes into the documentation and into errors. */
  readonly description: string;
  isSound(value: string): boolean;
}

/** The fields a platform's credentials may have. */
export type CredentialShape = Readonly<Record<string, CredentialField>>;
