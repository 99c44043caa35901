import { describeShortFixtures } from '../short-fixtures.spec-support.js';
import { weixinAdapter } from './index.js';
import { weixinPush } from './weixin-test-push.js';

const CREDENTIALS = { appId: 'wxb11529c136998cb6', token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };

describeShortFixtures({
  folder: new URL('./fixtures/', import.meta.url),
  adapter: weixinAdapter,
  credentials: CREDENTIALS,
  pushOf: (content) => weixinPush(CREDENTIALS, content, new Date('2025-11-25T00:00:00Z')),
  parameter: 'after_sale_order_id',
  people: /小红|oBuyer|uBuyer|oGiver|uGiver|oSharer|uSharer|13800001234|17000005678|某街|太原|SF0001112223|老客户|store\.mp/,
});
