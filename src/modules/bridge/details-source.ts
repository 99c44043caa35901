import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BridgeFault } from './bridge-fault.js';
import type { OrderNotice } from './bridged-platform.js';
import { Fields } from './fields.js';
import { reasonOf } from './reason.js';
import { backoffMs, pause } from './waiting.js';

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 4 * 1_048_576;
const ATTEMPTS = 4;
const PLACEHOLDER = /\{(tid|oid|refundId)\}/g;

/**
 * Asks a program of the operator's, which holds the platform's credentials, for the details of an order: an address
 * (`http://127.0.0.1:9100/trade/{tid}`) or a command (`./trade.sh {tid} {refundId}`), which prints what it found. `{oid}` and
 * `{refundId}` are empty where the message names none.
 */
export class DetailsSource {
  constructor(
    private readonly template: string,
    private readonly firstBackoffMs: number,
    private readonly giveUp: AbortSignal,
  ) {}

  async find(notice: OrderNotice): Promise<Fields> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return Fields.parse(await this.ask(notice), 'details');
      } catch (error) {
        if (error instanceof BridgeFault) throw error;
        if (attempt === ATTEMPTS || this.giveUp.aborted) throw new BridgeFault(`the details could not be had: ${reasonOf(error)}`);
        await pause(backoffMs(attempt, this.firstBackoffMs), this.giveUp);
      }
    }
  }

  private ask(notice: OrderNotice): Promise<string> {
    return /^https?:\/\//.test(this.template) ? this.askAddress(notice) : this.runCommand(notice);
  }

  private async askAddress(notice: OrderNotice): Promise<string> {
    const response = await fetch(filled(this.template, notice), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (response.ok) return text;
    if (response.status >= 500 || response.status === 429) throw new Error(`answered ${response.status}`);
    throw new BridgeFault(`the details were refused with ${response.status}`);
  }

  /** Without a shell: an id is one argument, whatever stands in it. */
  private async runCommand(notice: OrderNotice): Promise<string> {
    const [program = '', ...parameters] = this.template.trim().split(/\s+/);
    const filledIn = parameters.map((parameter) => filled(parameter, notice));
    try {
      return (await promisify(execFile)(program, filledIn, { timeout: TIMEOUT_MS, maxBuffer: MAX_ANSWER_BYTES })).stdout;
    } catch (error) {
      throw new Error(`${program} ${endOf(error)}`);
    }
  }
}

/** The ids were checked when the message was read: digits and hyphens. */
function filled(template: string, { orderNo, lineNo, refundNo }: OrderNotice): string {
  const values: Readonly<Record<string, string>> = { tid: orderNo, oid: lineNo ?? '', refundId: refundNo ?? '' };
  return template.replace(PLACEHOLDER, (_placeholder, name: string) => values[name] ?? '');
}

/** The error's own message holds all that the program printed, which may be a buyer's address. */
function endOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (typeof code === 'number') return `ended with exit code ${code}`;
  return `could not be run to its end (${typeof code === 'string' ? code : 'killed'})`;
}
