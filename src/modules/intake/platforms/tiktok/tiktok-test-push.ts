import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';
import { TEST_TYPE } from './tiktok-messages.js';
import { pushSignature } from './tiktok-signature.js';

/** The platform has none of its own: the type is one it does not use, the shop is nobody's. */
export function tiktokTestPush(credentials: Credentials, now: Date): Push {
  const timestamp = Math.floor(now.getTime() / 1_000);
  return tiktokPush(
    credentials,
    JSON.stringify({ type: TEST_TYPE, tts_notification_id: `test-${randomUUID()}`, timestamp, data: {} }),
    now,
  );
}

/** A message as the platform sends it, signed with the current secret. */
export function tiktokPush({ appKey = '', appSecret = '' }: Credentials, message: string, now: Date): Push {
  const rawBody = Buffer.from(message);
  const authorization = pushSignature(appSecret, appKey, rawBody);
  return { method: 'POST', query: {}, headers: { 'content-type': 'application/json', authorization }, rawBody, receivedAt: now };
}
