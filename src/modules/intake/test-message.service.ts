import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '../../platform/database/index.js';
import { recordEvent } from '../audit/index.js';
import { doorOf, ShopDirectory, ShopIds } from '../shops/index.js';
import type { TestMessageDto } from './delivery.dto.js';
import { MessageError } from './message.errors.js';
import { adapterAt } from './platforms/index.js';
import { PushReceiver } from './push-receiver.service.js';
import { REFUSALS } from './refusals.js';

/** Lets a person try the way from the platform to us: a push signed with the shop's own credentials goes through the door like any other. */
@Injectable()
export class TestMessages {
  constructor(
    private readonly database: Database,
    private readonly shops: ShopDirectory,
    private readonly shopIds: ShopIds,
    private readonly receiver: PushReceiver,
  ) {}

  async send(principal: Principal, shopDbId: string): Promise<TestMessageDto> {
    const shop = await this.database.transaction(principal, async (tx) => {
      await recordEvent(tx, { resource: 'shop', resourceId: shopDbId, after: { testMessage: 'asked for' } });
      return this.shops.requireVisible(tx, shopDbId);
    });
    const shopId = this.shopIds.encode(shopDbId);
    const address = doorOf(shop.platform);
    const adapter = adapterAt(address ?? '');
    const push = shop.credentials === null ? null : (adapter?.testPush(shop.credentials, new Date()) ?? null);
    if (address === null || adapter === null || push === null) throw new MessageError('messages.not-pushed-to', { id: shopId });
    const startedAt = performance.now();
    const outcome = await this.receiver.receive(address, shopId, push);
    const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
    if ('refusal' in outcome) {
      const [status] = REFUSALS[outcome.refusal];
      return { isAccepted: false, status, answer: outcome.refusal, milliseconds };
    }
    const { status, body } = outcome.answer;
    return { isAccepted: true, status, answer: body.slice(0, 500), milliseconds };
  }
}
