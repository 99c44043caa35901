import { createHash } from 'node:crypto';
import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../../../kernel/lossless-json.js';
import type { PushedMessage } from '../platform-adapter.js';

export type Fields = Readonly<Record<string, unknown>>;

/** One message a push, with what it says as JSON inside the text `info`. */
export function splitKuaishou(content: Buffer): readonly PushedMessage[] {
  const message = fieldsIn(content);
  if (message === null || isDeeperThan(message, MAX_JSON_DEPTH - 2)) return [{ key: hashKey(content), body: null, externalShopId: null }];
  if (isProbe(message)) return [];
  const { info: told, ...rest } = message;
  const info = typeof told === 'string' ? fieldsOf(parsed(told)) : fieldsOf(told);
  const body = info === null || isDeeperThan(info, MAX_JSON_DEPTH - 2) ? rest : { ...rest, info };
  return [{ key: keyOf(message, content), body, externalShopId: idText(message.userId) }];
}

/** The platform's heartbeat, `{"test":true}` and nothing else: it says nothing, so nothing is kept of it. */
export function isProbe(message: Fields): boolean {
  return message.test === true && Object.keys(message).length === 1;
}

export function fieldsIn(content: Buffer): Fields | null {
  try {
    return fieldsOf(parsed(new TextDecoder('utf-8', { fatal: true }).decode(content)));
  } catch {
    return null;
  }
}

function keyOf({ eventId }: Fields, content: Buffer): string {
  const id = idText(eventId);
  return id !== null && id !== '' && id.length <= 200 && id.isWellFormed() && !id.includes('\0') ? id : hashKey(content);
}

function hashKey(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

function idText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function parsed(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields | null {
  return isFields(value) ? value : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
