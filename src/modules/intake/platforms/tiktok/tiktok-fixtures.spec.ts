import { describeShortFixtures } from '../short-fixtures.spec-support.js';
import { tiktokAdapter } from './index.js';
import { tiktokPush } from './tiktok-test-push.js';

const CREDENTIALS = { appKey: '6abc123def456', appSecret: '0123456789abcdef0123456789abcdef01234567' };

describeShortFixtures({
  folder: new URL('./fixtures/', import.meta.url),
  adapter: tiktokAdapter,
  credentials: CREDENTIALS,
  pushOf: (content) => tiktokPush(CREDENTIALS, content, new Date('2025-11-25T00:00:00Z')),
  parameter: 'page_token',
  people: /smith|\bann\b|213-555|coleman|95110|scs\.tiktokw|123\.456|7494800000000000001|JX0001112223/i,
});
