import { Injectable, Logger } from '@nestjs/common';
import { keepEach } from '../../kernel/keep-each.js';
import { Clock } from '../../platform/clock/index.js';
import type { Tx } from '../../platform/database/index.js';
import { type AddedMessages, FileMessages, isDataFault, type ReadFileMessage } from '../intake/index.js';
import { FileWords } from '../orders/index.js';
import { type Acting, ActingPerson } from './acting-person.service.js';
import type { GoOn, LeasedImport } from './file-import.js';
import { ImportRowRepository, type StagedOrder } from './import-rows.repository.js';
import { ImportWorkRepository } from './import-work.repository.js';

const COMMITTED_AT_ONCE = 500;
const TAKEN_BACK_AT_ONCE = 250;

interface Page {
  readonly orders: readonly StagedOrder[];
  readonly lastOrderNo: string;
  readonly read: readonly ReadFileMessage[];
}

/** Brings the orders of a previewed file into the inbox and the ledger's orders, and takes back what an import told; each batch with the note of how far it is. */
@Injectable()
export class ImportCommitting {
  private readonly logger = new Logger(ImportCommitting.name);

  constructor(
    private readonly acting: ActingPerson,
    private readonly messages: FileMessages,
    private readonly words: FileWords,
    private readonly imports: ImportWorkRepository,
    private readonly rows: ImportRowRepository,
    private readonly clock: Clock,
  ) {}

  async commit(one: LeasedImport, goOn: GoOn): Promise<void> {
    const acting = this.acting.of(one);
    await keepEach(this.pages(one, acting), async (page) => {
      goOn();
      await this.commitPage(one, acting, page);
    });
    await acting.transaction(async (tx) => {
      await this.imports.committed(tx, one);
      await this.rows.dropStaged(tx, one.id);
    });
  }

  async undo(one: LeasedImport, goOn: GoOn): Promise<void> {
    const acting = this.acting.of(one);
    while (await acting.transaction((tx) => this.takeBackNext(tx, one))) goOn();
    await acting.transaction(async (tx) => {
      await this.imports.undone(tx, one);
      await this.rows.dropStaged(tx, one.id);
    });
  }

  /** The staged orders by number; a page of them is read while the one before is committed. */
  private async *pages(one: LeasedImport, acting: Acting): AsyncGenerator<Page> {
    let after = await acting.transaction((tx) => this.imports.committedTo(tx, one));
    for (;;) {
      const orders = await acting.transaction((tx) => this.rows.nextOrders(tx, one.id, after, COMMITTED_AT_ONCE));
      const last = orders.at(-1);
      if (last === undefined) return;
      after = last.orderNo;
      const messages = orders.map(({ message }) => message);
      yield { orders, lastOrderNo: after, read: this.messages.read(one.shopDbId, messages) };
    }
  }

  /** A page that fails on what it holds is left to the worker of the inbox, which finds the one message that is at fault. */
  private async commitPage(one: LeasedImport, acting: Acting, page: Page): Promise<void> {
    const { shopDbId } = one;
    const now = this.clock.now();
    const commitAs = (add: (tx: Tx) => Promise<AddedMessages>): Promise<void> =>
      acting.transaction(async (tx) => this.tell(tx, one, page, await add(tx)));
    try {
      await commitAs((tx) => this.messages.addApplied(tx, shopDbId, page.read, now));
    } catch (error) {
      if (!isDataFault(error)) throw error;
      this.logger.warn({ err: error, import: one.id }, 'a page of an import could not be applied together; leaving it to the inbox');
      await commitAs((tx) => this.messages.addReceived(tx, shopDbId, page.read, now));
    }
  }

  private async tell(tx: Tx, one: LeasedImport, { orders, lastOrderNo }: Page, { known, said }: AddedMessages): Promise<void> {
    const { id, shopDbId } = one;
    const told = orders.map(({ orderNo, rowNo, message }) => ({ shopDbId, orderNo, rowNo, messageKey: message.key }));
    const retired = await this.words.tell(tx, id, told, known, said);
    await this.messages.refuseRetired(tx, said, retired);
    await this.imports.commitOn(tx, one, lastOrderNo, orders.length);
  }

  private async takeBackNext(tx: Tx, one: LeasedImport): Promise<boolean> {
    const withdrawn = await this.words.withdraw(tx, one.id, TAKEN_BACK_AT_ONCE);
    await this.imports.undoOn(tx, one, withdrawn);
    return withdrawn.orders > 0;
  }
}
