import { Injectable, type PipeTransform } from '@nestjs/common';
import { ShopError } from './shop.errors.js';
import { ShopIds } from './shop-id.js';

/** Shop ids in paths: from the public id to the number. An id that is not ours names nothing. */
@Injectable()
export class ShopIdPipe implements PipeTransform<string, string> {
  constructor(private readonly ids: ShopIds) {}

  transform(publicId: string): string {
    const dbId = this.ids.decode(publicId);
    if (dbId === null) throw new ShopError('shops.not-found', { id: publicId.slice(0, 40) });
    return dbId;
  }
}
