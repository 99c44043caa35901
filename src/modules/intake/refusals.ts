import type { Refusal } from './push-receiver.service.js';

/** How the door answers what it does not take. */
export const REFUSALS: Readonly<Record<Refusal | 'not-stored', readonly [status: number, code: string, zh: string, en: string]>> = {
  unreadable: [
    400,
    'webhook.not-json',
    '签名有效，但内容不是 JSON；已原样保存，可在来源页查看。',
    'Signed, but not JSON; kept as it came for a person to look at.',
  ],
  unauthentic: [
    401,
    'webhook.signature',
    '签名无效或已过期；未保存任何内容。请核对店铺密钥。',
    "The signature is wrong or too old; nothing was stored. Check the shop's credentials.",
  ],
  'unknown-shop': [404, 'webhook.unknown-shop', '没有这个店铺的推送地址。', 'There is no shop at this address.'],
  'too-many': [
    429,
    'webhook.too-many',
    '这个店铺推送过快，请稍后重发；未保存。',
    'This shop pushes too fast; send it again shortly. Nothing was stored.',
  ],
  busy: [503, 'webhook.busy', '接收队列已满，请稍后重发。', 'Intake is behind; send it again shortly.'],
  'not-stored': [503, 'webhook.not-stored', '暂时未能保存，请稍后重发。', 'It could not be stored for now; send it again shortly.'],
};
