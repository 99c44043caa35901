import type { BridgedPlatform, Details, OrderNotice } from './bridged-platform.js';
import type { Told } from './bridged-order.js';
import type { Fields } from './fields.js';
import { type AmountUnit, readPinduoduoOrder } from './pinduoduo-order.js';
import { readPinduoduoRefund } from './pinduoduo-refund.js';

const REFUND_TYPE = 'pdd_refund_';
const TRADE_TYPE = 'pdd_trade_';

/** They change nothing that is counted, and two of them are about what a buyer wrote. */
const WITHOUT_SALES = new Set(['pdd_trade_TradeLogisticsAddressChanged', 'pdd_trade_TradeMemoModified', 'pdd_trade_TradeRiskChanged']);

/** 拼多多: frames of its message channel, and details as `pdd.order.information.get` and `pdd.refund.information.get` give them. */
export class Pinduoduo implements BridgedPlatform {
  readonly prefix = 'pmc';

  /** In what unit the order's amounts come is not established, so whoever runs the bridge must say it. */
  constructor(private readonly amountUnit: AmountUnit) {}

  isOfConnection(line: Fields): boolean {
    return line.text('commandType') !== 'Common';
  }

  readNotice(line: Fields): OrderNotice | null {
    const message = line.object('message');
    const topic = message.text('type');
    const isRefund = topic.startsWith(REFUND_TYPE);
    if (WITHOUT_SALES.has(topic) || !(isRefund || topic.startsWith(TRADE_TYPE))) return null;
    const content = message.content('content');
    return {
      orderNo: orderNumber(content),
      lineNo: null,
      refundNo: isRefund ? content.digits('refund_id') : null,
      topic,
      content,
    };
  }

  findDetails(said: Fields): Details | null {
    const order = said.optionalObject('order') ?? said.optionalObject('order_info_get_response')?.object('order_info') ?? null;
    const refund = said.optionalObject('refund') ?? said.optionalObject('refund_information_get_response');
    return order === null ? null : { order, refund };
  }

  tell(notice: OrderNotice, details: Details): Told {
    if (details.order.id('order_sn') !== notice.orderNo)
      throw details.order.fault('order_sn', `is not the ${notice.orderNo} of the message`);
    const order = readPinduoduoOrder(details.order, this.amountUnit);
    return { order, ...readPinduoduoRefund(notice, order, details) };
  }
}

/** `210707-339507978993455`. It goes into addresses and command lines: nothing else may pass. */
function orderNumber(content: Fields): string {
  const id = content.id('tid');
  if (!/^\d{1,10}-\d{1,20}$/.test(id)) throw content.fault('tid', 'must be digits, a hyphen and digits');
  return id;
}
