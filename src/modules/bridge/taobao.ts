import type { BridgedPlatform, Details, OrderNotice } from './bridged-platform.js';
import type { Told } from './bridged-order.js';
import type { Fields } from './fields.js';
import { readTaobaoRefund } from './taobao-refund.js';
import { readTaobaoTrade } from './taobao-trade.js';

const REFUND_TOPIC = 'taobao_refund_';
const TRADE_TOPIC = 'taobao_trade_';

/** They change nothing that is counted, and two of them are about what a buyer wrote. */
const WITHOUT_SALES = new Set([
  'taobao_trade_TradeMemoModified',
  'taobao_trade_TradeLogisticsAddressChanged',
  'taobao_trade_TradeTimeoutRemind',
]);

/** 淘宝 and 天猫: messages of the Taobao Message Channel, and details as `taobao.trade.fullinfo.get` and `taobao.refund.get` give them. */
export class Taobao implements BridgedPlatform {
  readonly prefix = 'tmc';

  isOfConnection(): boolean {
    return false;
  }

  readNotice(line: Fields): OrderNotice | null {
    const topic = line.text('topic');
    const isRefund = topic.startsWith(REFUND_TOPIC);
    if (WITHOUT_SALES.has(topic) || !(isRefund || topic.startsWith(TRADE_TOPIC))) return null;
    const content = line.content('content');
    return {
      orderNo: content.digits('tid'),
      lineNo: content.has('oid') ? content.digits('oid') : null,
      refundNo: isRefund ? content.digits('refund_id') : null,
      topic,
      content,
    };
  }

  findDetails(said: Fields): Details | null {
    const order = said.optionalObject('trade') ?? said.optionalObject('trade_fullinfo_get_response')?.object('trade') ?? null;
    const refund = said.optionalObject('refund') ?? said.optionalObject('refund_get_response')?.object('refund') ?? null;
    return order === null ? null : { order, refund };
  }

  tell(notice: OrderNotice, { order: trade, refund }: Details): Told {
    if (trade.id('tid') !== notice.orderNo) throw trade.fault('tid', `is not the ${notice.orderNo} of the message`);
    const order = readTaobaoTrade(trade, notice.content.optionalText('buyer_open_uid'));
    return { order, refund: readTaobaoRefund(notice, order, refund), unfinished: null };
  }
}
