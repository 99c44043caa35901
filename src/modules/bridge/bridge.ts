import { BridgeFault } from './bridge-fault.js';
import type { BridgedPlatform, Details, OrderNotice } from './bridged-platform.js';
import { eventsOf } from './canonical-event.js';
import type { DetailsSource } from './details-source.js';
import type { EventSender } from './event-sender.js';
import { Fields } from './fields.js';
import type { InputLine } from './input-lines.js';
import { reasonOf } from './reason.js';

/**
 * What became of one line. Only `ok` may be acknowledged to the platform: the server has everything the message led to. The id is
 * the message's own, as a text: one of 19 digits would not survive as a number.
 */
export type Answer =
  | { readonly line: number; readonly id: string | null; readonly result: 'ok'; readonly sent: number }
  | { readonly line: number; readonly id: string | null; readonly result: 'failed'; readonly reason: string };

/** One message in, the events it leads to out, and an answer once they have arrived. */
export class Bridge {
  constructor(
    private readonly platform: BridgedPlatform,
    private readonly details: DetailsSource | null,
    private readonly sender: EventSender,
  ) {}

  /** null: nothing to be answered, a heartbeat for instance. */
  async pass({ number: line, text }: InputLine): Promise<Answer | null> {
    let id: string | null = null;
    try {
      if (text === null) throw new BridgeFault('line is not UTF-8, or longer than any message');
      const said = Fields.parse(text, 'line');
      if (this.platform.isOfConnection(said)) return null;
      id = said.optionalId('id');
      return { line, id, result: 'ok', sent: await this.deliver(said) };
    } catch (error) {
      // Whatever it was: this message is not acknowledged, and the others go on.
      return { line, id, result: 'failed', reason: reasonOf(error) };
    }
  }

  private async deliver(said: Fields): Promise<number> {
    const notice = this.platform.readNotice(said);
    if (notice === null) return 0;
    const told = this.platform.tell(notice, await this.detailsOf(said, notice));
    const events = eventsOf(this.platform.prefix, told);
    for (const event of events) await this.sender.send(event);
    if (told.unfinished !== null) throw new BridgeFault(told.unfinished);
    return events.length;
  }

  private async detailsOf(said: Fields, notice: OrderNotice): Promise<Details> {
    const inline = this.platform.findDetails(said);
    if (inline !== null) return inline;
    if (this.details === null)
      throw new BridgeFault(`the message does not hold the order ${notice.orderNo}: put it beside the message, or give --details`);
    const found = this.platform.findDetails(await this.details.find(notice));
    if (found === null) throw new BridgeFault(`the details do not hold the order ${notice.orderNo}`);
    return found;
  }
}
