import { createHmac } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Push } from '../platform-adapter.js';

const TOLERANCE_MS = 5 * 60_000;
const MAX_ID_LENGTH = 256;
const MAX_SIGNATURES = 16;

/** The `webhook-id`, or null when it is missing or not one: the signed text joins its parts with dots. */
export function webhookId(push: Push): string | null {
  const id = push.headers['webhook-id'];
  return typeof id === 'string' && id.length > 0 && id.length <= MAX_ID_LENGTH && !id.includes('.') ? id : null;
}

/**
 * Standard Webhooks `v1`: HMAC-SHA256 over `id.timestamp.body` with any of the shop's secrets, any of the signatures in the
 * header (a sender that rotates signs with both), sent within five minutes of now. Every pair is compared, in constant time.
 */
export function isSigned(push: Push): boolean {
  const id = webhookId(push);
  const timestamp = push.headers['webhook-timestamp'];
  const header = push.headers['webhook-signature'];
  if (id === null || typeof timestamp !== 'string' || typeof header !== 'string' || !isRecent(timestamp, push.receivedAt)) return false;
  const given = signaturesIn(header);
  const expected = push.secrets.map((secret) => createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(push.rawBody).digest());
  return expected.some((right) => given.some((signature) => isEqualConstantTime(right, signature)));
}

function isRecent(timestamp: string, now: Date): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now.getTime()) <= TOLERANCE_MS;
}

function signaturesIn(header: string): Buffer[] {
  return header
    .split(' ')
    .slice(0, MAX_SIGNATURES)
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice(3), 'base64'));
}
