import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { TestApp } from '../support/test-app.js';
import type { Reply } from './outside-program.js';

export interface Delivery {
  readonly id?: string;
  readonly secret?: string;
  /** Seconds from now. */
  readonly sentIn?: number;
  /** Instead of the headers a sound delivery has; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** What goes over the wire instead of what was signed. */
  readonly payload?: string | Buffer;
  readonly address?: string;
}

/** A sender of canonical events that signs by the Standard Webhooks library, which knows nothing of our own code. */
export class Bridge {
  private sent = 0;

  constructor(
    private readonly server: TestApp,
    readonly shopId: string,
    private readonly secret: string,
  ) {}

  deliver(signed: object | string | Buffer, delivery: Delivery = {}): Promise<Reply> {
    const payload = typeof signed === 'string' || Buffer.isBuffer(signed) ? signed : JSON.stringify(signed);
    const headers = { ...this.sign(payload, delivery), ...delivery.headers };
    const given = Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined);
    return this.send(delivery.payload ?? payload, Object.fromEntries(given), delivery.address);
  }

  sign(payload: string | Buffer, { id = this.newId(), secret = this.secret, sentIn = 0 }: Delivery = {}): Record<string, string> {
    const at = new Date(Math.floor(Date.now() / 1000 + sentIn) * 1000);
    const timestamp = String(at.getTime() / 1000);
    const signature = Buffer.isBuffer(payload)
      ? signBytes(payload, `${id}.${timestamp}.`, secret)
      : new Webhook(secret).sign(id, at, payload);
    return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature, 'content-type': 'application/json' };
  }

  private async send(
    payload: string | Buffer,
    headers: Record<string, string>,
    address = `/webhooks/standard/${this.shopId}`,
  ): Promise<Reply> {
    return (await this.server.request('POST', address, payload, { authorization: '', ...headers })) as Reply;
  }

  private newId(): string {
    this.sent += 1;
    return `msg_${this.shopId}_${this.sent}`;
  }
}

/** The library takes bytes for UTF-8; these need not be text at all. */
function signBytes(payload: Buffer, prefix: string, secret: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(prefix).update(payload).digest('base64')}`;
}
