import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** This process's Prometheus metrics. Labels are routes, job names and states, never ids. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly httpDuration = new Histogram({
    name: 'cunbo_http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  readonly pushes = new Counter({
    name: 'cunbo_pushes_total',
    help: 'Webhook deliveries, by outcome',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly platformCalls = new Counter({
    name: 'cunbo_platform_calls_total',
    help: "Questions to shop platforms' APIs, by platform and outcome",
    labelNames: ['platform', 'outcome'],
    registers: [this.registry],
  });

  readonly openMessages = new Gauge({
    name: 'cunbo_open_messages',
    help: 'Messages that wait for a person or for details, by state (at most 100000 are counted)',
    labelNames: ['state'],
    registers: [this.registry],
  });

  readonly silentShops = new Gauge({
    name: 'cunbo_silent_shops',
    help: 'Shops of which no message came although their own rhythm lets expect five',
    registers: [this.registry],
  });

  readonly pending = new Gauge({
    name: 'cunbo_pending_work',
    help: 'To-do rows at the last re-hinting round, by job (at most 10000 are counted)',
    labelNames: ['job'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
