import type { PlatformAdapter } from '../platform-adapter.js';
import { weixinApi } from './weixin-api.js';
import { weixinCredentials } from './weixin-credentials.js';
import { weixinDoor } from './weixin-door.js';
import { weixinFields } from './weixin-fields.js';
import { readWeixinPush } from './weixin-messages.js';
import { weixinTestPush } from './weixin-test-push.js';

/** Platform `weixin`: 微信小店 (before: 视频号小店). Its pushes say which order changed; the order comes by the API. */
export const weixinAdapter: PlatformAdapter = {
  credentials: weixinCredentials,
  fields: weixinFields,
  accepted: { status: 200, contentType: 'text/plain', body: 'success' },
  door: weixinDoor,
  testPush: weixinTestPush,
  read: readWeixinPush,
  api: weixinApi,
};
