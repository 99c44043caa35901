import type { CredentialField } from '../../shops/index.js';

export function credentialField(isRequired: boolean, description: string, pattern: RegExp): CredentialField {
  return { isRequired, description, isSound: (value) => pattern.test(value) };
}
