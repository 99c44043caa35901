import type { IncomingHttpHeaders } from 'node:http';
import type { SimulatedShop } from './simulated-shop.js';

/** A request to the platform's API. */
export interface ApiQuestion {
  readonly method: string;
  /** Below the platform's base address. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly now: Date;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface PlatformApiSide {
  answer(question: ApiQuestion, shops: readonly SimulatedShop[]): ApiAnswer;
  /** What is said to those who ask too often. */
  readonly tooMany: ApiAnswer;
}
