import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { type FileWord, FileWordRepository } from './file-word.repository.js';
import { OrderRecorder } from './order-recorder.service.js';
import type { OrderKey, RetiredOrder } from './order.repository.js';
import type { SaidOrder } from './said-order.js';

export type { FileWord } from './file-word.repository.js';

/** Of how many orders something was taken back, and of how many of these what was counted stands because they are retired. */
export interface Withdrawn {
  readonly orders: number;
  readonly retired: number;
}

/**
 * What imports tell. A message of a file counts while any import that told it stands; taken back, it stays on record and does not speak. What
 * an order then is, is told by the words that are left, so that it does not matter in which order imports come and go.
 */
@Injectable()
export class FileWords {
  constructor(
    private readonly words: FileWordRepository,
    private readonly recorder: OrderRecorder,
  ) {}

  /**
   * `known`: keys of messages that were in the inbox before; those that had been taken back speak again. `said`: what the others say, as far as
   * it is to be taken down at once. Answers the orders of which nothing was taken down because they are retired.
   */
  async tell(
    tx: Tx,
    importId: string,
    words: readonly FileWord[],
    known: ReadonlySet<string>,
    said: readonly SaidOrder[],
  ): Promise<RetiredOrder[]> {
    const again = await this.findSilent(
      tx,
      words.filter(({ messageKey }) => known.has(messageKey)),
      said,
    );
    await this.words.add(tx, importId, words);
    return this.recorder.record(tx, said, { again, areTold: true });
  }

  /** Whoever takes the same words back at this moment is waited for, or waits: else neither would see that the order changed. */
  private async findSilent(tx: Tx, told: readonly FileWord[], said: readonly SaidOrder[]): Promise<OrderKey[]> {
    if (told.length === 0) return [];
    await this.recorder.lock(tx, [...told, ...said]);
    return this.words.silentOf(tx, told);
  }

  /** Takes back what the import told of at most so many orders. */
  async withdraw(tx: Tx, importId: string, count: number): Promise<Withdrawn> {
    const keys = await this.words.withdraw(tx, importId, count);
    const retired = await this.recorder.record(tx, [], { again: keys });
    return { orders: keys.length, retired: retired.length };
  }
}
