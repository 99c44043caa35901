import type { OutsideProgram } from './outside-program.js';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** 怀仁市金沙滩镇南家堡村 and its neighbour, and 平鲁区. */
export const VILLAGE = '140681102201';
export const COUNTY = '140681';
export const OTHER_COUNTY = '140603';

export interface SampleMerchant {
  readonly merchantId: string;
  readonly productId: string;
  readonly shopId: string;
  readonly hostId: string;
  readonly liveSessionId: string;
}

/** A merchant with one of everything, registered through the API. */
export async function registerMerchant(program: OutsideProgram, origin = VILLAGE, home = VILLAGE): Promise<SampleMerchant> {
  const { id: merchantId } = await program.make('/api/v1/merchants', {
    name: '南家堡陶瓷合作社',
    kind: 'cooperative',
    divisionCode: home,
  });
  const product = { merchantId, name: '粗陶茶具', category: 'ceramics', originDivisionCode: origin, isAgricultural: false };
  const { id: productId } = await program.make('/api/v1/products', product);
  const { id: shopId } = await program.make('/api/v1/shops', standardShop(merchantId));
  const { id: hostId } = await program.make('/api/v1/hosts', { merchantId, name: '小慧', platformHostId: `host-of-${merchantId}` });
  const session = { merchantId, title: '晚场', startedAt: '2026-11-20T19:30:00+08:00', endedAt: '2026-11-20T22:00:00+08:00', hostId };
  const { id: liveSessionId } = await program.make('/api/v1/live-sessions', { ...session, roomId: `room-of-${merchantId}` });
  return { merchantId, productId, shopId, hostId, liveSessionId };
}

export function standardShop(merchantId: string, platform = 'standard') {
  return { merchantId, platform, name: '直播店', credentials: { secret: SECRET } };
}

/** The body of an order typed in by a person. */
export function handOrder({ merchantId, productId }: SampleMerchant, more: object = {}) {
  return { merchantId, paidAt: '2026-11-20T20:15:30+08:00', lines: [{ productId, quantity: 2, paidFen: 5_980 }], ...more };
}
