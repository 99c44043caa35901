import type { Credentials } from '../../../shops/index.js';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Answer, PlatformDoor, Push } from '../platform-adapter.js';
import { memberOf, parsedJson } from '../pushed-json.js';
import { bytesOf, decrypted, encrypted, keyBytes } from './kuaishou-cipher.js';
import { isProbe, splitKuaishou } from './kuaishou-envelope.js';

export const ACCEPTED: Answer = { status: 200, contentType: 'application/json', body: '{"result":1}' };

/** More than any writing of the heartbeat needs. */
const MAX_CLEAR_BYTES = 64;

/**
 * Nothing vouches for a push but that it decrypts to a message for our app. Amounts are therefore never taken from it: whatever it
 * says, only the platform's API is believed.
 */
export function kuaishouDoor({ appKey = '', messageKey = '', previousMessageKey = '' }: Credentials): PlatformDoor {
  const ours = Buffer.from(appKey);
  const keys = [messageKey, previousMessageKey].map(keyBytes).filter((key) => key !== null);
  return {
    greet: (push) => (isClearProbe(push) ? ACCEPTED : null),
    open: ({ rawBody }) => {
      const ciphertext = bytesOf(unquoted(rawBody));
      if (ciphertext === null) return null;
      const opened = keys.map((key) => decrypted(ciphertext, key)).filter((plain) => plain !== null && isForUs(plain, ours));
      return opened[0] ?? null;
    },
    split: splitKuaishou,
  };
}

/** As the platform sends it all the time, to see whether the address answers. */
export function probe({ messageKey = '' }: Credentials, now: Date): Push {
  const key = keyBytes(messageKey);
  const body = key === null ? '' : encrypted(Buffer.from('{"test":true}'), key).toString('base64');
  const headers = { 'content-type': 'text/plain;charset=utf-8' };
  return { method: 'POST', query: {}, headers, rawBody: Buffer.from(body), receivedAt: now };
}

function isForUs(plain: Buffer, ours: Buffer): boolean {
  const message = parsedJson(plain);
  const appKey = memberOf(message, 'appKey');
  return isProbe(message) || (typeof appKey === 'string' && isEqualConstantTime(Buffer.from(appKey), ours));
}

function isClearProbe({ rawBody }: Push): boolean {
  return rawBody.length <= MAX_CLEAR_BYTES && isProbe(parsedJson(rawBody));
}

function unquoted(rawBody: Buffer): string {
  const text = rawBody.toString('latin1').trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
