import { createHash } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';
import { jsonObjectIn } from '../pushed-json.js';

export interface YouzanKeys {
  readonly clientId: string;
  readonly secrets: readonly string[];
}

export function youzanKeys({ clientId = '', clientSecret = '', previousClientSecret = '' }: Credentials): YouzanKeys {
  return { clientId, secrets: clientId === '' ? [] : [clientSecret, previousClientSecret].filter((secret) => secret !== '') };
}

/** `Event-Sign`: MD5 over client_id, body and client_secret, by any of the secrets; and the body must not be addressed to another app. */
export function isSignedByYouzan(push: Push, { clientId, secrets }: YouzanKeys): boolean {
  const header = push.headers['event-sign'];
  if (typeof header !== 'string' || !/^[0-9a-fA-F]{32}$/.test(header) || !isFor(clientId, push.headers['client-id'])) return false;
  const given = Buffer.from(header, 'hex');
  const isRight = secrets.map((secret) => isEqualConstantTime(md5(clientId, push.rawBody, secret), given)).includes(true);
  return isRight && isFor(clientId, jsonObjectIn(push.rawBody)?.client_id);
}

export function youzanSignature(clientId: string, rawBody: Buffer, clientSecret: string): string {
  return md5(clientId, rawBody, clientSecret).toString('hex');
}

function isFor(clientId: string, named: unknown): boolean {
  return named === undefined || named === clientId;
}

function md5(clientId: string, rawBody: Buffer, clientSecret: string): Buffer {
  return createHash('md5').update(clientId).update(rawBody).update(clientSecret).digest();
}
