import { createHmac } from 'node:crypto';
import type { OutgoingEvent } from './canonical-event.js';

const SECRET = /^whsec_([A-Za-z0-9+/]{32,86}={0,2})$/;

/** The key inside a secret `whsec_…`: base64 of 24 to 64 bytes; null if the text is no such secret. */
export function signingKeyOf(secret: string): Buffer | null {
  const [, base64 = ''] = SECRET.exec(secret) ?? [];
  const key = Buffer.from(base64, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
}

/**
 * The three headers of Standard Webhooks, which is all a sender needs: HMAC-SHA256 over `id.timestamp.body`. The id stays the same
 * whenever an event is sent again; the time is of this attempt, since receivers refuse what is older than five minutes.
 */
export function signedHeaders(key: Buffer, { id, body }: OutgoingEvent, sentAt: Date): Record<string, string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
