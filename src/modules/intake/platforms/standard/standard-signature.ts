import { createHmac, createPublicKey, createSecretKey, type KeyObject, verify } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';

const TOLERANCE_MS = 5 * 60_000;
const MAX_ID_LENGTH = 256;
const MAX_SIGNATURES = 16;
const SECRET_BYTES = { min: 24, max: 64 };
const PUBLIC_KEY_BYTES = 32;

/** What a shop's signatures are tried with: secrets for `v1`, public keys for `v1a`. */
export interface StandardKeys {
  readonly secrets: readonly KeyObject[];
  readonly publicKeys: readonly KeyObject[];
}

/** Of `secret` and, during a rotation, `previousSecret`: each `whsec_…` or `whpk_…`. What is neither gives no key, never a weak one. */
export function standardKeys({ secret = '', previousSecret = '' }: Credentials): StandardKeys {
  const texts = [secret, previousSecret];
  return { secrets: texts.flatMap(symmetricKeyIn), publicKeys: texts.flatMap(publicKeyIn) };
}

/** The `webhook-id` (or `svix-id`), or null when it is missing or not one: the signed text joins its parts with dots. */
export function webhookId(push: Push): string | null {
  const { id } = signingHeaders(push);
  return typeof id === 'string' && id.length > 0 && id.length <= MAX_ID_LENGTH && !id.includes('.') ? id : null;
}

/**
 * Standard Webhooks: `v1` (HMAC-SHA256) or `v1a` (ed25519) over `id.timestamp.body` with any of the shop's keys, any of the signatures
 * in the header (a sender that rotates signs with both), sent within five minutes of now. Every pair is compared, in constant time.
 */
export function isSigned(push: Push, keys: StandardKeys): boolean {
  const id = webhookId(push);
  const { timestamp, signature } = signingHeaders(push);
  if (id === null || typeof timestamp !== 'string' || typeof signature !== 'string' || !isRecent(timestamp, push.receivedAt)) return false;
  const entries = signature.split(' ').slice(0, MAX_SIGNATURES);
  const signedPrefix = `${id}.${timestamp}.`;
  const isRightByHmac = isHmacAmong(signaturesOf('v1', entries), signedPrefix, push.rawBody, keys.secrets);
  const isRightByEd25519 = isEd25519Among(signaturesOf('v1a', entries), signedPrefix, push.rawBody, keys.publicKeys);
  return isRightByHmac || isRightByEd25519;
}

type HeaderValue = string | string[] | undefined;

/** All three by one naming: with names mixed, it would not be certain which of two texts was signed. */
function signingHeaders({ headers }: Push): { id: HeaderValue; timestamp: HeaderValue; signature: HeaderValue } {
  const isStandard = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].some((name) => headers[name] !== undefined);
  const naming = isStandard ? 'webhook' : 'svix';
  return { id: headers[`${naming}-id`], timestamp: headers[`${naming}-timestamp`], signature: headers[`${naming}-signature`] };
}

function isRecent(timestamp: string, now: Date): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now.getTime()) <= TOLERANCE_MS;
}

function signaturesOf(version: 'v1' | 'v1a', entries: readonly string[]): Buffer[] {
  return entries.map((entry) => bytesAfter(`${version},`, entry)).filter((bytes) => bytes !== null);
}

function isHmacAmong(given: readonly Buffer[], prefix: string, body: Buffer, secrets: readonly KeyObject[]): boolean {
  if (given.length === 0) return false;
  const expected = secrets.map((secret) => createHmac('sha256', secret).update(prefix).update(body).digest());
  return expected.flatMap((right) => given.map((signature) => isEqualConstantTime(right, signature))).includes(true);
}

function isEd25519Among(given: readonly Buffer[], prefix: string, body: Buffer, publicKeys: readonly KeyObject[]): boolean {
  if (given.length === 0 || publicKeys.length === 0) return false;
  const signed = Buffer.concat([Buffer.from(prefix), body]);
  return publicKeys.flatMap((key) => given.map((signature) => verify(null, signed, key, signature))).includes(true);
}

function symmetricKeyIn(text: string): KeyObject[] {
  const key = bytesAfter('whsec_', text);
  return key !== null && key.length >= SECRET_BYTES.min && key.length <= SECRET_BYTES.max ? [createSecretKey(key)] : [];
}

function publicKeyIn(text: string): KeyObject[] {
  const point = bytesAfter('whpk_', text);
  if (point?.length !== PUBLIC_KEY_BYTES) return [];
  return [createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') }, format: 'jwk' })];
}

/** Base64 in its one canonical spelling (padding may be left out): a mistyped secret must not become another key, nor a signature with more behind it the right one. */
function bytesAfter(prefix: string, text: string): Buffer | null {
  if (!text.startsWith(prefix)) return null;
  const encoded = text.slice(prefix.length).replace(/={1,2}$/, '');
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === encoded ? bytes : null;
}
