import { Injectable } from '@nestjs/common';
import { ShopIds } from '../shops/index.js';

export interface MessagePlace {
  readonly shopDbId: string;
  readonly key: string;
}

/** Messages go by the shop's public id and their own key: `{shop}.{key in base64url}`. */
@Injectable()
export class MessageIds {
  constructor(private readonly shopIds: ShopIds) {}

  encode({ shopDbId, key }: MessagePlace): string {
    return `${this.shopIds.encode(shopDbId)}.${Buffer.from(key).toString('base64url')}`;
  }

  /** null: not an id that was made here. */
  decode(id: string): MessagePlace | null {
    const [shop = '', key = '', ...more] = id.split('.');
    const shopDbId = this.shopIds.decode(shop);
    if (shopDbId === null || key === '' || more.length > 0 || !/^[\w-]+$/.test(key)) return null;
    const text = Buffer.from(key, 'base64url').toString('utf8');
    return text.includes('\0') || !text.isWellFormed() ? null : { shopDbId, key: text };
  }
}
