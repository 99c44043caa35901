import type { IncomingHttpHeaders } from 'node:http';
import type { SaidOrder } from '../../orders/index.js';

export interface Push {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  /** Decoded secrets that may sign now, the current one first; two during rotation. */
  readonly secrets: readonly Buffer[];
  readonly receivedAt: Date;
}

/** One message of a verified push. `body` is null when the bytes are not what the platform's format promises: kept sealed, in quarantine. */
export interface PushedMessage {
  readonly key: string;
  readonly body: unknown;
}

/** What a stored message turned out to be: orders to record, or the reason why it cannot be used. */
export type Reading = { readonly said: SaidOrder } | { readonly fault: MessageFault };

export interface MessageFault {
  readonly code: string;
  readonly detail: string;
}

export interface StoredMessage {
  readonly shopDbId: string;
  readonly key: string;
  readonly body: unknown;
}

/** One shop platform. Everything here is pure; the door and the worker own time, storage and answers. */
export interface PlatformAdapter {
  /** Whether the push was signed by someone who holds one of the secrets, and recently enough. Constant time. */
  isAuthentic(push: Push): boolean;
  /** The messages of an authentic push, with the key by which a repeat is recognised. */
  split(push: Push): PushedMessage[];
  /** After the door: what a message says. Judged on its own content only. */
  read(message: StoredMessage): Reading;
}
