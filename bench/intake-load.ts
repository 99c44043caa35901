// The load generator, a process of its own: so many kept connections, each sending its next push as soon as the last one is answered.
// Requests are whole and signed before the round; while it runs a request is one write and an answer one look at its status.
import { connect, type Socket } from 'node:net';
import { type PushedShop, pushOf } from './intake-messages.ts';
import { percentile } from './numbers.ts';

export interface LoadOrder {
  readonly port: number;
  readonly shop: PushedShop;
  /** Goes into every id: rounds share no message. */
  readonly series: string;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
  /** Fewer would end the round early. */
  readonly requests: number;
}

export interface LoadResult {
  /** Of the whole round, warming up included. */
  readonly accepted: number;
  readonly refused: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of this process, without signing. */
  readonly cpuMs: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const STATUS_AT = 9;

class Round {
  private next = 0;
  private accepted = 0;
  private refused = 0;
  private readonly latencies: number[] = [];
  private readonly startedAt = performance.now();
  private readonly measureFrom: number;
  private readonly endAt: number;
  private lastAt = 0;
  private readonly order: LoadOrder;
  private readonly requests: readonly Buffer[];

  constructor(order: LoadOrder, requests: readonly Buffer[]) {
    this.order = order;
    this.requests = requests;
    this.measureFrom = this.startedAt + order.warmUpMs;
    this.endAt = this.measureFrom + order.measuredMs;
  }

  async run(): Promise<LoadResult> {
    const before = process.cpuUsage();
    await Promise.all(Array.from({ length: this.order.connections }, () => this.lane()));
    const { accepted, refused, latencies } = this;
    const perSecond = (latencies.length / (this.lastAt - this.measureFrom)) * 1_000;
    const { user, system } = process.cpuUsage(before);
    return { accepted, refused, perSecond, cpuMs: (user + system) / 1_000, p50: percentile(latencies, 50), p99: percentile(latencies, 99) };
  }

  private lane(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.order.port, host: '127.0.0.1', noDelay: true });
      let sentAt = 0;
      let pending: Buffer | null = null;
      const send = (): void => {
        const request = performance.now() < this.endAt ? this.requests[this.next++] : undefined;
        if (request === undefined) return end(socket, resolve);
        sentAt = performance.now();
        socket.write(request);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('The server closed a connection.')));
      socket.on('data', (chunk) => {
        const answer: Buffer = pending === null ? chunk : Buffer.concat([pending, chunk]);
        const isWhole = isWholeAnswer(answer);
        pending = isWhole ? null : answer;
        if (!isWhole) return;
        this.take(answer, sentAt);
        send();
      });
    });
  }

  private take(answer: Buffer, sentAt: number): void {
    const now = performance.now();
    if (answer[STATUS_AT] === 0x32) this.accepted += 1;
    else this.refused += 1;
    if (now < this.measureFrom || now > this.endAt) return;
    this.latencies.push(now - sentAt);
    this.lastAt = now;
  }
}

function end(socket: Socket, resolve: () => void): void {
  socket.removeAllListeners('close');
  socket.on('close', resolve);
  socket.end();
}

/** Answers to what is not pipelined come one by one; most come in one piece. */
function isWholeAnswer(answer: Buffer): boolean {
  const headEnd = answer.indexOf(HEAD_END);
  if (headEnd === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.toString('latin1', 0, headEnd))?.[1] ?? '0';
  return answer.length >= headEnd + HEAD_END.length + Number(length);
}

process.on('message', (order: LoadOrder) => {
  const requests = Array.from({ length: order.requests }, (_, number) => pushOf(order.shop, order.series, number));
  void new Round(order, requests).run().then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
