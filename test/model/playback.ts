import { CataloguePlayback } from './catalogue-playback.js';
import type { CunboDriver } from './driver.js';
import { factsOf, type Action, type Fact, type History, type MessageFact, type Step } from './facts.js';
import { HandPlayback } from './hand-playback.js';
import { Identities } from './identities.js';
import { RulePlayback } from './rule-playback.js';
import { Server } from './server.js';
import { standingAfter } from './standing.js';

/** Makes the world through the API, plays the history step by step and returns once nothing is pending, with the ids of everything. */
export async function play(history: History, driver: CunboDriver): Promise<Identities> {
  const identities = new Identities();
  const playback = new Playback(history, driver, new Server(driver, identities));
  try {
    await playback.makeWorld();
    for (const step of history.steps) await playback.carryOut(step);
  } finally {
    await playback.startWorkers();
  }
  return identities;
}

class Playback {
  private readonly catalogue: CataloguePlayback;
  private readonly handOrders: HandPlayback;
  private readonly rules: RulePlayback;
  private readonly factsBefore: Fact[] = [];
  private isRunning = true;

  constructor(
    private readonly history: History,
    private readonly driver: CunboDriver,
    private readonly server: Server,
  ) {
    const { messages } = standingAfter(history.world, factsOf(history));
    this.catalogue = new CataloguePlayback(server);
    this.rules = new RulePlayback(history.world, server);
    this.handOrders = new HandPlayback(server, ({ shop, orderNo }) =>
      messages.some((message) => message.shop === shop && message.body.data.orderNo === orderNo),
    );
  }

  /** While workers stand still: there is nothing yet that each of these changes could move. */
  async makeWorld(): Promise<void> {
    await this.endWorkers(() => this.driver.stopWorkers());
    await this.catalogue.makeWorld(this.history.world);
    await this.startWorkers();
  }

  async carryOut(step: Step): Promise<void> {
    switch (step.kind) {
      case 'settle':
        return this.driver.settle();
      case 'stop-workers':
        return this.endWorkers(() => this.driver.stopWorkers());
      case 'start-workers':
        return this.startWorkers();
      case 'group':
        await this.sendAtOnce(step);
        this.factsBefore.push(...step.facts);
    }
  }

  /** Also after a failure: the next history must not find them standing still. */
  async startWorkers(): Promise<void> {
    if (this.isRunning) return;
    await this.driver.startWorkers();
    this.isRunning = true;
  }

  private async endWorkers(end: () => Promise<void>): Promise<void> {
    this.isRunning = false;
    await end();
  }

  private async sendAtOnce({ facts, crash }: Extract<Step, { kind: 'group' }>): Promise<void> {
    const sent = facts.map((fact) => (fact.kind === 'message' ? this.deliver(fact) : this.act(fact)));
    const kill = () => (this.driver.killWorkers ? this.driver.killWorkers() : this.driver.stopWorkers());
    await Promise.all([...sent, crash && this.endWorkers(kill)]);
    if (crash) await this.startWorkers();
  }

  private async deliver({ shop, messageId, body }: MessageFact): Promise<void> {
    const status = await this.driver.deliver(this.server.id('shop', shop), messageId, body);
    if (status !== 204) throw new Error(`Message ${messageId} to ${shop} was answered ${status}, not 204: ${JSON.stringify(body)}`);
  }

  private async act(action: Action): Promise<void> {
    switch (action.kind) {
      case 'map-item':
        return this.catalogue.mapItem(action);
      case 'unmap-item':
        return this.catalogue.unmapItem(action);
      case 'register-host':
        return this.catalogue.registerHost(action.host);
      case 'add-session':
        return this.catalogue.addSession(action.session);
      case 'change-session':
        return this.catalogue.changeSession(action.id, action.change);
      case 'archive-session':
        return this.catalogue.archiveSession(action.id);
      case 'change-origin':
        return this.catalogue.changeOrigin(action.product, action.origin);
      case 'change-home':
        return this.catalogue.changeHome(action.merchant, action.home);
      case 'create-rule':
      case 'merge-merchants':
      case 'withdraw-rule':
        return this.rules.carryOut(action, this.factsBefore);
      case 'hand-order':
        return this.handOrders.record(action.order);
      case 'correct-order':
        return this.handOrders.correct(action);
      case 'void-order':
        return this.handOrders.void(action);
      case 'hand-refund':
        return this.handOrders.refund(action);
    }
  }
}
