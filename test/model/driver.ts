import type { Succession } from './places.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer {
  readonly status: number;
  // The contract is what is under test: whatever comes back is looked at field by field.
  readonly body: unknown;
}

/** What the running system has. What it has not is asserted to be absent, so nothing is passed over once it is there. */
export interface Capabilities {
  readonly attributionRules: boolean;
  readonly refundDetail: boolean;
  readonly mapToday: boolean;
}

export const EVERYTHING: Capabilities = { attributionRules: true, refundDetail: true, mapToday: true };

/** The running system as the property test sees it: its HTTP interface, its webhooks and the life of its workers. */
export interface CunboDriver {
  readonly capabilities: Capabilities;
  /** Authenticated as administrator. */
  request(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Signs with SHOP_SECRET, with which every shop of the model is made, and posts to /webhooks/standard/{shopId}. Resolves to the status. */
  deliver(shopId: string, messageId: string, body: unknown): Promise<number>;
  /** The real BullMQ workers of this process, ended in good order. */
  stopWorkers(): Promise<void>;
  startWorkers(): Promise<void>;
  /**
   * Ends the workers in the middle of whatever they do (say, by terminating their database connections), as a crash would.
   * Without it a crash is played as stopWorkers().
   */
  killWorkers?(): Promise<void>;
  /** Waits until nothing is pending; fails loudly after 20 s. */
  settle(): Promise<void>;
  /** Makes these the only successions of divisions there are; none makes today's map the register again. */
  installSuccessions?(successions: readonly Succession[]): Promise<void>;
  /** Runs `verify`; the number of differences. */
  verifyDifferences(): Promise<number>;
}

export const SHOP_SECRET = `whsec_${Buffer.from('a-secret-of-thirty-two-bytes-012').toString('base64')}`;
