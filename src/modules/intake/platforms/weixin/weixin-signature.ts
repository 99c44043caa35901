import { createHash } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';

/** SHA-1 of the sorted parts joined without anything between them, in hexadecimal. */
export function weixinSignature(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Whether any of the tokens made the signature of these parts; all are tried, whichever is right. */
export function isSignedByAny(tokens: readonly string[], parts: readonly (string | undefined)[], signature: string | undefined): boolean {
  const told = parts.filter((part) => part !== undefined);
  if (told.length !== parts.length || signature === undefined) return false;
  const given = Buffer.from(signature);
  const verdicts = tokens.map((token) => isEqualConstantTime(Buffer.from(weixinSignature([token, ...told])), given));
  return verdicts.includes(true);
}
