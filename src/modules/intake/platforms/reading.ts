import type { SaidOrder } from '../../orders/index.js';

export interface MessageFault {
  readonly code: string;
  readonly detail: string;
}

/** What a message speaks of, as far as it can be told. */
export interface MessageSubject {
  /** The platform's name of the kind of message. */
  readonly type: string;
  readonly orderNo: string | null;
}

/**
 * What a stored message turned out to be: words about orders, and perhaps the number of one about which it leaves something open; the number of an order whose details must be fetched, because the
 * message carries none; nothing that concerns sales; or the reason why it cannot be used.
 */
export type Reading = { readonly about: MessageSubject } & Judgement;

export type Judgement =
  | { readonly said: readonly SaidOrder[]; readonly alsoWants?: string }
  | { readonly wants: string }
  | { readonly ignored: MessageFault }
  | { readonly fault: MessageFault };

export interface StoredMessage {
  readonly shopDbId: string;
  readonly key: string;
  readonly body: unknown;
}
