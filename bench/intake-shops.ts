import { randomBytes } from 'node:crypto';
import type { PushedShop } from './intake-messages.ts';
import type { ServerProcess } from './server-process.ts';

const HOME = '140881';
const APP_KEY = '7123456789012345678';

/** One shop of each platform, made as a person makes them. */
export async function createPushedShops(server: ServerProcess): Promise<PushedShop[]> {
  const merchant = idIn(await server.create('/api/v1/merchants', { name: '临猗果业合作社', kind: 'cooperative', divisionCode: HOME }));
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const appSecret = randomBytes(16).toString('hex');
  const create = async (platform: string, credentials: object): Promise<string> =>
    idIn(await server.create('/api/v1/shops', { merchantId: merchant, platform, name: `店铺 ${platform}`, credentials }));
  return [
    { platform: 'standard', path: `/webhooks/standard/${await create('standard', { secret })}`, secret, appKey: '' },
    {
      platform: 'douyin',
      path: `/webhooks/douyin/${await create('douyin', { appKey: APP_KEY, appSecret })}`,
      secret: appSecret,
      appKey: APP_KEY,
    },
  ];
}

export function idIn(created: unknown): string {
  return (created as { id: string }).id;
}
