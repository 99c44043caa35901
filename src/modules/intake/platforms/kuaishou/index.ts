import type { PlatformAdapter } from '../platform-adapter.js';
import { kuaishouApi } from './kuaishou-api.js';
import { kuaishouCredentials } from './kuaishou-credentials.js';
import { ACCEPTED, kuaishouDoor, probe } from './kuaishou-door.js';
import { kuaishouFields } from './kuaishou-fields.js';
import { readKuaishouMessage } from './kuaishou-messages.js';

/** 快手小店: thin pushes, encrypted and not signed; orders and their refunds by the API. */
export const kuaishouAdapter: PlatformAdapter = {
  credentials: kuaishouCredentials,
  fields: kuaishouFields,
  accepted: ACCEPTED,
  door: kuaishouDoor,
  testPush: probe,
  read: readKuaishouMessage,
  api: kuaishouApi,
};
