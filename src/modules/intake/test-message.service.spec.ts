import type { Database, Principal } from '../../platform/database/index.js';
import type { ShopDirectory, ShopIds } from '../shops/index.js';
import type { PushReceiver, Refusal } from './push-receiver.service.js';
import { TestMessages } from './test-message.service.js';

const SHOP = { platform: 'youzan', credentials: { clientId: 'a1b2c3d4', clientSecret: '01234567' } };

describe('A test message that is not accepted', () => {
  it.each<[Refusal, number]>([
    ['unreadable', 400],
    ['unauthentic', 401],
    ['unknown-shop', 404],
    ['too-many', 429],
    ['busy', 503],
  ])('as %s has the status that the platform would see: %s', async (refusal, status) => {
    const database = { transaction: () => Promise.resolve(SHOP) } as unknown as Database;
    const shopIds = { encode: () => 'shop' } as unknown as ShopIds;
    const receiver = { receive: () => Promise.resolve({ refusal }) } as unknown as PushReceiver;
    const tests = new TestMessages(database, {} as ShopDirectory, shopIds, receiver);
    expect(await tests.send({} as Principal, '1')).toMatchObject({ isAccepted: false, status, answer: refusal });
  });
});
