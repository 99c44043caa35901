import { describeWholeFixtures } from '../whole-fixtures.spec-support.js';
import { keysOf, signatureOf } from './douyin-signature.js';
import { douyinAdapter } from './index.js';

const CREDENTIALS = { appKey: '6844048284663924231', appSecret: '749698a6-fcb3-4358-b241-ec1d93cf9c1f' };

describeWholeFixtures({
  name: '抖店',
  folder: new URL('./fixtures/', import.meta.url),
  adapter: douyinAdapter,
  credentials: CREDENTIALS,
  seal: (text) => {
    const keys = keysOf(CREDENTIALS);
    const rawBody = Buffer.from(text);
    const signature = signatureOf(keys, keys.secrets[0]!, rawBody).toString('hex');
    return { headers: { 'app-id': CREDENTIALS.appKey, 'event-sign': signature }, rawBody };
  },
  people: ['王小红', '13800001234', '某街1号', '140105199001010011'],
});
