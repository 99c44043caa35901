import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials, CredentialShape } from '../../shops/index.js';
import type { PlatformApi } from './platform-api.js';
import type { Reading, StoredMessage } from './reading.js';

export type { Judgement, MessageFault, MessageSubject, Reading, StoredMessage } from './reading.js';

/** A request at the door, as it came. */
export interface Push {
  readonly method: 'GET' | 'POST';
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  readonly receivedAt: Date;
}

/** What is sent back to the platform. */
export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

/** One message of a verified push. `body` is null when the bytes are not what the platform's format promises: kept sealed, in quarantine. */
export interface PushedMessage {
  /** By which a repeat is recognised; unique per shop. */
  readonly key: string;
  readonly body: unknown;
  /** What tells a repeat from another message of the same key; the body as JSON where absent, so what a repeat changes must not be in it. */
  readonly identity?: Buffer | string;
  /** The platform's own id of the shop it speaks of; null where messages do not say. */
  readonly externalShopId: string | null;
}

/** Field names of a platform's messages, beside those that are personal wherever they occur (personal-data.ts). */
export interface FieldNames {
  /** Removed before the first write. */
  readonly personal: readonly string[];
  /** A buyer's id: replaced by a keyed hash, as field `buyerHash`. */
  readonly buyerIds: readonly string[];
  /** Known and harmless. What is in none of the lists is kept and shown to a person to classify. */
  readonly harmless: readonly string[];
}

/** A shop's door, made once of its credentials and used for many pushes. Nothing here waits, stores or throws. */
export interface PlatformDoor {
  /** Answers what carries no message: a handshake by GET, an unsigned ping. null: it is a push like any other, or not authentic. Who has none takes no GET. */
  greet?(push: Push): Answer | null;
  /** The authentic content in clear, or null if it was not sent by someone who holds the shop's secret. Constant time. */
  open(push: Push): Buffer | null;
  /** The messages of authentic content; none for a probe. */
  split(content: Buffer, push: Push): readonly PushedMessage[];
}

/** One shop platform. Everything here is pure; the door and the workers own time, storage, sending and answers. */
export interface PlatformAdapter {
  readonly credentials: CredentialShape;
  readonly fields: FieldNames;
  /** The platform's acknowledgement: everything is committed, or was before. */
  readonly accepted: Answer;
  /** Whether authentic content that is not what the format promises is answered by 400. Kept in quarantine it is in any case, so that elsewhere the answer is `accepted`: repeating it would not help. */
  readonly refusesUnreadable?: boolean;
  /** What a message is about stands in its headers, which are not kept: one that was sealed cannot be read again. */
  readonly saysInHeaders?: boolean;
  door(credentials: Credentials): PlatformDoor;
  /** A push by which a person can try the way from the platform to us: signed like any other, and not about any order. null: it cannot be signed with what we have. */
  testPush(credentials: Credentials, now: Date): Push | null;
  /** After the door: what a message says, judged on its own content only. */
  read(message: StoredMessage): Reading;
  /** The platform's own API, where messages need details or can be lost. */
  readonly api?: PlatformApi;
}
