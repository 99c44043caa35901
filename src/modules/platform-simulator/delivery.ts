import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { SimulatedPush } from './platform-side.js';
import { sideOf } from './platform-sides.js';

export interface DeliveryManners {
  /** Waiting times before each repeat; the platform's own where absent, and those run for hours. */
  readonly repeatAfterMs?: readonly number[];
  readonly timeoutMs?: number;
}

export interface DeliveryReport {
  readonly pushes: number;
  readonly attempts: number;
  /** Acknowledged as the platform wants it. */
  readonly accepted: number;
  /** Given up after the last repeat. */
  readonly refused: number;
  /** Of each attempt that got an answer. */
  readonly latenciesMs: readonly number[];
  /** The last answer to each push that was refused. */
  readonly refusals: readonly string[];
}

interface Attempt {
  readonly isAccepted: boolean;
  readonly latencyMs: number | null;
  readonly answer: string;
}

export const NO_DELIVERY: DeliveryReport = { pushes: 0, attempts: 0, accepted: 0, refused: 0, latenciesMs: [], refusals: [] };

/** Sends one push, and repeats it as the platform does until it is acknowledged. */
export async function deliver(push: SimulatedPush, webhookUrl: string, manners: DeliveryManners = {}): Promise<DeliveryReport> {
  const side = sideOf(push.platform).pushes;
  const waits = manners.repeatAfterMs ?? side.repeatAfterMs;
  const attempts = [await attempt(push, webhookUrl, manners.timeoutMs ?? side.timeoutMs)];
  for (const waitMs of waits) {
    if (attempts.at(-1)?.isAccepted) break;
    await delay(waitMs);
    attempts.push(await attempt(push, webhookUrl, manners.timeoutMs ?? side.timeoutMs));
  }
  return reportOf(attempts);
}

/** One after the other, as they come. */
export async function deliverAll(
  pushes: readonly SimulatedPush[],
  webhookUrl: string,
  manners: DeliveryManners = {},
): Promise<DeliveryReport> {
  let report = NO_DELIVERY;
  for (const push of pushes) report = addReports(report, await deliver(push, webhookUrl, manners));
  return report;
}

export function addReports(a: DeliveryReport, b: DeliveryReport): DeliveryReport {
  return {
    pushes: a.pushes + b.pushes,
    attempts: a.attempts + b.attempts,
    accepted: a.accepted + b.accepted,
    refused: a.refused + b.refused,
    latenciesMs: [...a.latenciesMs, ...b.latenciesMs],
    refusals: [...a.refusals, ...b.refusals],
  };
}

async function attempt(push: SimulatedPush, webhookUrl: string, timeoutMs: number): Promise<Attempt> {
  const startedAt = performance.now();
  try {
    const response = await send(push, webhookUrl, timeoutMs);
    const body = await response.text();
    const isAccepted = sideOf(push.platform).pushes.isAcknowledged(response.status, body, push);
    return { isAccepted, latencyMs: performance.now() - startedAt, answer: `${response.status} ${body}`.slice(0, 500) };
  } catch (error) {
    // A receiver that cannot be reached or is too slow: for the platform that is one more answer that is no acknowledgement.
    return { isAccepted: false, latencyMs: null, answer: String(error) };
  }
}

async function send(push: SimulatedPush, webhookUrl: string, timeoutMs: number): Promise<Response> {
  const url = new URL(webhookUrl);
  for (const [name, value] of Object.entries(push.query)) url.searchParams.append(name, value);
  const body = push.method === 'GET' ? undefined : new Uint8Array(push.body);
  const signal = AbortSignal.timeout(timeoutMs);
  return fetch(url, { method: push.method, headers: push.headers, body, signal, redirect: 'manual' });
}

function reportOf(attempts: readonly Attempt[]): DeliveryReport {
  const isAccepted = attempts.at(-1)?.isAccepted ?? false;
  return {
    pushes: 1,
    attempts: attempts.length,
    accepted: isAccepted ? 1 : 0,
    refused: isAccepted ? 0 : 1,
    latenciesMs: attempts.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs])),
    refusals: isAccepted ? [] : attempts.slice(-1).map(({ answer }) => answer),
  };
}
