const SECRET = /^whsec_([A-Za-z0-9+/]{32,86})={0,2}$/;
const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

/** The key inside a Standard Webhooks secret, or null if the text is none: `whsec_` and base64 of 24 to 64 bytes. */
export function signingKey(secret: string): Buffer | null {
  const [, base64] = SECRET.exec(secret) ?? [];
  if (base64 === undefined) return null;
  const key = Buffer.from(base64, 'base64');
  // A letter too many or stray bits: the two ends might not read the same key from it.
  const isExact = key.toString('base64').replace(/=+$/, '') === base64;
  return isExact && key.length >= MIN_KEY_BYTES && key.length <= MAX_KEY_BYTES ? key : null;
}

const PUBLIC_KEY = /^whpk_([A-Za-z0-9+/]{43})=?$/;
const PUBLIC_KEY_BYTES = 32;

/** The ed25519 public key inside `whpk_…`, or null if the text is none. */
export function publicKey(secret: string): Buffer | null {
  const [, base64] = PUBLIC_KEY.exec(secret) ?? [];
  if (base64 === undefined) return null;
  const key = Buffer.from(base64, 'base64');
  return key.length === PUBLIC_KEY_BYTES && key.toString('base64').replace(/=+$/, '') === base64 ? key : null;
}

/** Whether messages can be verified by it: a shared secret or a public key. */
export function isVerificationKey(secret: string): boolean {
  return signingKey(secret) !== null || publicKey(secret) !== null;
}
