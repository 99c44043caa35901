import type { PlatformAdapter } from '../platform-adapter.js';
import { tiktokApi } from './tiktok-api.js';
import { tiktokCredentials } from './tiktok-credentials.js';
import { tiktokDoor } from './tiktok-door.js';
import { tiktokFields } from './tiktok-fields.js';
import { readTiktokPush } from './tiktok-messages.js';
import { tiktokTestPush } from './tiktok-test-push.js';

/** Platform `tiktok`: TikTok Shop. Its pushes say which order changed; the order comes by the API, in the currency of its country. */
export const tiktokAdapter: PlatformAdapter = {
  credentials: tiktokCredentials,
  fields: tiktokFields,
  accepted: { status: 200, contentType: null, body: '' },
  door: tiktokDoor,
  testPush: tiktokTestPush,
  read: readTiktokPush,
  api: tiktokApi,
};
