import { Injectable } from '@nestjs/common';
import { Database, type Principal, rehearse, type Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import { recordEvent } from '../audit/index.js';
import { OrderRehearsal } from '../orders/index.js';
import type { ReplayDto, ReplayMessages } from './message.dto.js';
import { readMessage, refuseRetired } from './message-reading.js';
import type { ReplayFilter } from './message.repository.js';
import { changeOf, outcomeOf } from './replay-answer.js';
import { ReplaySelection } from './replay-selection.js';
import { type ReplayedMessage, ReplayRepository } from './replay.repository.js';
import { SealedMessages } from './sealed-messages.service.js';

const MAX_REHEARSED = 500;
const MAX_REPLAYED = 10_000;

/** Where each message is read again: in its own inbox, in that of the shop it names, or, still astray or sealed, nowhere. */
interface Placed {
  readonly here: readonly ReplayedMessage[];
  readonly moved: readonly { readonly message: ReplayedMessage; readonly target: string }[];
  readonly astray: readonly ReplayedMessage[];
}

/**
 * Has messages read once more, after a person repaired what was wrong: a mapping, a shop that was not registered, a reader. A dry run does it in a
 * transaction that is rolled back and tells the change; the real one puts them back among those to be applied.
 */
@Injectable()
export class Replay {
  constructor(
    private readonly database: Database,
    private readonly messages: ReplayRepository,
    private readonly sealed: SealedMessages,
    private readonly orders: OrderRehearsal,
    private readonly selection: ReplaySelection,
    private readonly hints: Hints,
  ) {}

  run(principal: Principal, body: ReplayMessages): Promise<ReplayDto> {
    const filter = this.selection.filterOf(body);
    if (body.dryRun) return rehearse(this.database, principal, (tx) => this.rehearse(tx, filter));
    return this.database.transaction(principal, async (tx) => {
      const answer = await this.replay(tx, filter);
      const { messages, isComplete } = answer;
      await recordEvent(tx, { resource: 'message', resourceId: null, after: { ...body, messages, isComplete } });
      return answer;
    });
  }

  private async replay(tx: Tx, filter: ReplayFilter): Promise<ReplayDto> {
    const { messages, isComplete } = await this.select(tx, filter, MAX_REPLAYED);
    const { here, moved } = await this.place(tx, messages);
    await this.sealed.openAgain(
      tx,
      here.filter(({ sealed }) => sealed !== null),
    );
    await this.messages.replay(
      tx,
      here.filter(({ sealed }) => sealed === null),
    );
    if (moved.length > 0)
      await this.messages.move(
        tx,
        moved.map(({ message, target }) => ({ shopDbId: message.shopDbId, key: message.key, target })),
      );
    tx.afterCommit(() => this.hints.hint('intake.apply-messages'));
    return { messages: messages.length, willBe: null, change: null, orders: [], isComplete };
  }

  private async rehearse(tx: Tx, filter: ReplayFilter): Promise<ReplayDto> {
    const { messages, isComplete } = await this.select(tx, filter, MAX_REHEARSED);
    const { here, moved, astray } = await this.place(tx, messages);
    const read = [...here, ...moved.map(({ message, target }) => ({ ...message, shopDbId: target }))].map(readMessage);
    const { orders, retired } = await this.orders.rehearse(
      tx,
      read.flatMap(({ reading }) => ('said' in reading ? reading.said : [])),
    );
    const readings = read.map(({ reading }) => refuseRetired(reading, retired));
    return {
      messages: messages.length,
      willBe: outcomeOf(readings, astray.length),
      change: changeOf(orders),
      orders: this.selection.changedOrders(orders),
      isComplete,
    };
  }

  private async select(tx: Tx, filter: ReplayFilter, limit: number): Promise<{ messages: ReplayedMessage[]; isComplete: boolean }> {
    const found = await this.messages.select(tx, filter, limit + 1);
    return { messages: found.slice(0, limit), isComplete: found.length <= limit };
  }

  private async place(tx: Tx, messages: readonly ReplayedMessage[]): Promise<Placed> {
    const lost = messages.filter(({ externalShopId }) => externalShopId !== null);
    const targets = lost.length === 0 ? [] : await this.messages.findTargets(tx, lost);
    const targetOf = new Map(lost.map((message, index) => [message, targets[index] ?? null]));
    const isHere = (message: ReplayedMessage): boolean => !targetOf.has(message) || targetOf.get(message) === message.shopDbId;
    const moved = [...targetOf].flatMap(([message, target]) =>
      target === null || target === message.shopDbId ? [] : [{ message, target }],
    );
    return { here: messages.filter(isHere), moved, astray: lost.filter((message) => targetOf.get(message) === null) };
  }
}
