import { Injectable } from '@nestjs/common';
import { isShopId } from './foreign-id.js';
import type { MessageFault, PushedMessage } from './platforms/platform-adapter.js';
import { type ShopAtDoor, ShopKeys } from './shop-keys.js';

/** The shop at whose address a message came. */
type RoutedShop = Omit<ShopAtDoor, 'doors'>;

/** Whose inbox a message goes to, and why it must wait there for a person. */
export interface Route {
  readonly shopDbId: string;
  readonly fault: MessageFault | null;
  /** The platform's shop that a message names, where none of ours is that shop. */
  readonly externalShopId: string | null;
}

/**
 * Each message goes to the shop it names: an app's address is one for all shops that authorised it. A message for a shop nobody registered is
 * kept in the inbox of the address, in quarantine; it is never given to the shop of the address.
 */
@Injectable()
export class MessageRouting {
  constructor(private readonly shopKeys: ShopKeys) {}

  route(shop: RoutedShop, { externalShopId }: Pick<PushedMessage, 'externalShopId'>): Route | Promise<Route> {
    if (externalShopId === null || externalShopId === shop.externalShopId) return to(shop.dbId);
    if (!isShopId(externalShopId)) return nowhere(shop);
    if (shop.appId !== null) return this.routeOfApp(shop, shop.appId, externalShopId);
    // A shop with credentials of its own that never said its platform id takes what its credentials open.
    if (shop.externalShopId === null) return to(shop.dbId);
    return astray(shop, externalShopId);
  }

  private async routeOfApp(shop: RoutedShop, appId: string, externalShopId: string): Promise<Route> {
    const shopDbId = await this.shopKeys.findOfApp(appId, externalShopId);
    return shopDbId === null ? astray(shop, externalShopId) : to(shopDbId);
  }
}

function to(shopDbId: string): Route {
  return { shopDbId, fault: null, externalShopId: null };
}

function astray(shop: RoutedShop, externalShopId: string): Route {
  const detail = `消息属于平台店铺 ${externalShopId}，这里没有登记。登记后重放即可。The message is for the platform's shop ${externalShopId}, which is not registered here; register it and replay.`;
  return { shopDbId: shop.dbId, fault: { code: 'message.unknown-shop', detail }, externalShopId };
}

function nowhere(shop: RoutedShop): Route {
  const detail =
    '消息所属店铺的编号不可能是店铺编号，请人工查看。What the message gives as the id of its shop can be none; a person must look at it.';
  return { shopDbId: shop.dbId, fault: { code: 'message.unknown-shop', detail }, externalShopId: null };
}
