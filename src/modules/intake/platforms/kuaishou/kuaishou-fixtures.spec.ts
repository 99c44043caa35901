import { describeWholeFixtures } from '../whole-fixtures.spec-support.js';
import { kuaishouAdapter } from './index.js';
import { encrypted } from './kuaishou-cipher.js';

const CREDENTIALS = { appKey: 'ks123456', messageKey: 'AAECAwQFBgcICQoLDA0ODw==' };

describeWholeFixtures({
  name: '快手小店',
  folder: new URL('./fixtures/', import.meta.url),
  adapter: kuaishouAdapter,
  credentials: CREDENTIALS,
  seal: (text) => {
    const ciphertext = encrypted(Buffer.from(text), Buffer.from(CREDENTIALS.messageKey, 'base64'));
    return { headers: {}, rawBody: Buffer.from(ciphertext.toString('base64')) };
  },
  people: ['王小红', '13800001234', '某街1号'],
});
