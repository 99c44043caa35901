import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/index.js';
import { Allowance } from './allowance.js';
import { InputError } from './input-error.js';
import { networkOf } from './network-of.js';

const BURST_SECONDS = 10;
/** Checking a password takes 19 MiB and as long as many requests together. */
const SIGN_IN_COST = 20;

/** How much one address and one account may ask of this process. The door of webhooks has limits of its own, by shop; probes have none. */
@Injectable()
export class RequestLimits {
  private readonly addresses: Allowance;
  private readonly accounts: Allowance;

  constructor(@Inject(CONFIG) config: Config) {
    this.addresses = new Allowance(config.addressRequestsPerSecond, BURST_SECONDS);
    this.accounts = new Allowance(config.accountRequestsPerSecond, BURST_SECONDS);
  }

  /** Before anything is looked up for it. */
  admitAddress(request: FastifyRequest): void {
    const route = request.routeOptions.url ?? '';
    if (/^\/(webhooks|health|metrics)(\/|$)/.test(route)) return;
    const cost = request.method === 'POST' && route === '/api/v1/auth/login' ? SIGN_IN_COST : 1;
    if (!this.addresses.take(networkOf(request.ip), cost)) throw tooMany();
  }

  /** Once it is known who it is, however many addresses they come from; before anything else is done for them. */
  admitAccount(accountId: string): void {
    if (!this.accounts.take(accountId)) throw tooMany();
  }
}

/** What the filter says in `Retry-After`, too. */
function tooMany(): InputError {
  return new InputError('http.too-many', { retryAfterSeconds: 2 });
}
