import { createHmac } from 'node:crypto';

/** Of a push: its raw body behind the app's key, in lower hexadecimal. */
export function pushSignature(appSecret: string, appKey: string, rawBody: Buffer): string {
  return createHmac('sha256', appSecret).update(appKey).update(rawBody).digest('hex');
}

/** Of a call: path, query by name and body, without anything between them and with the secret at both ends. Values as they are, not encoded. */
export function callSignature(appSecret: string, path: string, query: Readonly<Record<string, string>>, body: string | null): string {
  const told = Object.keys(query)
    .sort()
    .map((name) => `${name}${query[name]}`);
  const text = [appSecret, path, ...told, body ?? '', appSecret].join('');
  return createHmac('sha256', appSecret).update(text).digest('hex');
}
