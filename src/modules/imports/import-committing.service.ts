import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { type AddedMessages, FileMessages, isDataFault } from '../intake/index.js';
import { FileWords } from '../orders/index.js';
import { type Acting, ActingPerson } from './acting-person.service.js';
import type { LeasedImport } from './file-import.js';
import type { GoOn } from './import-reading.service.js';
import { ImportRowRepository, type StagedOrder } from './import-rows.repository.js';
import { ImportWorkRepository } from './import-work.repository.js';

const COMMITTED_AT_ONCE = 1_000;
const TAKEN_BACK_AT_ONCE = 250;

/** Brings the orders of a previewed file into the inbox and the ledger's orders, and takes back what an import told; each batch with the note of how far it is. */
@Injectable()
export class ImportCommitting {
  private readonly logger = new Logger(ImportCommitting.name);

  constructor(
    private readonly database: Database,
    private readonly acting: ActingPerson,
    private readonly messages: FileMessages,
    private readonly words: FileWords,
    private readonly imports: ImportWorkRepository,
    private readonly rows: ImportRowRepository,
    private readonly clock: Clock,
  ) {}

  async commit(one: LeasedImport, goOn: GoOn): Promise<void> {
    const acting = this.acting.of(one);
    while (await this.commitBatch(acting, one)) goOn();
    await this.inTransaction(acting, async (tx) => {
      await this.imports.committed(tx, one);
      await this.rows.dropStaged(tx, one.id);
    });
  }

  async undo(one: LeasedImport, goOn: GoOn): Promise<void> {
    const acting = this.acting.of(one);
    while (await this.inTransaction(acting, (tx) => this.takeBackNext(tx, one))) goOn();
    await this.inTransaction(acting, async (tx) => {
      await this.imports.undone(tx, one);
      await this.rows.dropStaged(tx, one.id);
    });
  }

  /** A batch that fails on what it holds is left to the worker of the inbox, which finds the one message that is at fault. */
  private async commitBatch(acting: Acting, one: LeasedImport): Promise<boolean> {
    try {
      return await this.inTransaction(acting, (tx) => this.commitNext(tx, one, 'applied'));
    } catch (error) {
      if (!isDataFault(error)) throw error;
      this.logger.warn({ err: error, import: one.id }, 'a batch of an import could not be applied together; leaving it to the inbox');
      return this.inTransaction(acting, (tx) => this.commitNext(tx, one, 'received'));
    }
  }

  private async commitNext(tx: Tx, one: LeasedImport, as: 'applied' | 'received'): Promise<boolean> {
    const orders = await this.rows.nextOrders(tx, one.id, await this.imports.committedTo(tx, one), COMMITTED_AT_ONCE);
    const last = orders.at(-1);
    if (last === undefined) return false;
    const { id, shopDbId } = one;
    const { known, said } = await this.add(tx, one, orders, as);
    const told = orders.map(({ orderNo, rowNo, message }) => ({ shopDbId, orderNo, rowNo, messageKey: message.key }));
    const retired = await this.words.tell(tx, id, told, known, said);
    await this.messages.refuseRetired(tx, said, retired);
    await this.imports.commitOn(tx, one, last.orderNo, orders.length);
    return true;
  }

  private async add(
    tx: Tx,
    { shopDbId }: LeasedImport,
    orders: readonly StagedOrder[],
    as: 'applied' | 'received',
  ): Promise<AddedMessages> {
    const messages = orders.map(({ message }) => message);
    if (as === 'applied') return this.messages.addApplied(tx, shopDbId, messages, this.clock.now());
    return { known: await this.messages.addReceived(tx, shopDbId, messages, this.clock.now()), said: [] };
  }

  private async takeBackNext(tx: Tx, one: LeasedImport): Promise<boolean> {
    const withdrawn = await this.words.withdraw(tx, one.id, TAKEN_BACK_AT_ONCE);
    await this.imports.undoOn(tx, one, withdrawn);
    return withdrawn.orders > 0;
  }

  private async inTransaction<Result>(acting: Acting, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const { principal } = await acting.require();
    return this.database.transaction(principal, async (tx) => {
      await tx.preferIndexes();
      return work(tx);
    });
  }
}
