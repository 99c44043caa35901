import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../../../kernel/lossless-json.js';
import type { PlatformAdapter, Push, PushedMessage } from '../platform-adapter.js';
import { readCanonicalEvent } from './canonical-event.js';
import { isSigned, webhookId } from './standard-signature.js';

/** Platform `standard`, and the bridges of 淘宝, 拼多多 and 京东: canonical events by Standard Webhooks. */
export const standardAdapter: PlatformAdapter = {
  isAuthentic: isSigned,
  split: (push) => [{ key: webhookId(push) ?? '', body: parsed(push) }] satisfies PushedMessage[],
  read: readCanonicalEvent,
};

function parsed({ rawBody }: Push): unknown {
  try {
    const body = parseLosslessJson(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
    return typeof body !== 'object' || isDeeperThan(body, MAX_JSON_DEPTH) ? null : body;
  } catch {
    return null;
  }
}
