import type { Told } from './bridged-order.js';
import type { Fields } from './fields.js';

/** Which order a message is about: what its details are asked for by. */
export interface OrderNotice {
  readonly orderNo: string;
  readonly lineNo: string | null;
  readonly refundNo: string | null;
  /** The platform's name of this kind of message. */
  readonly topic: string;
  readonly content: Fields;
}

/** The platform's whole answers about that order. Details of the refund are wanted, not needed: the message itself tells of it. */
export interface Details {
  readonly order: Fields;
  readonly refund: Fields | null;
}

/** What the bridge must know of a platform: its messages, its details, and nothing of HTTP. */
export interface BridgedPlatform {
  /** Begins the webhook-id of everything sent for it. */
  readonly prefix: string;
  /** Of the connection only, such as a heartbeat: it gets no answer at all. */
  isOfConnection(line: Fields): boolean;
  /** null: a message without a word about sales. */
  readNotice(line: Fields): OrderNotice | null;
  /** The details that a line or an answer carries, if it carries them. */
  findDetails(said: Fields): Details | null;
  tell(notice: OrderNotice, details: Details): Told;
}
