import type { Language } from '../../kernel/domain-error.js';

export const PLATFORM_NAMES = new Map(
  Object.entries({
    manual: '手工记账',
    standard: '标准推送',
    douyin: '抖店',
    kuaishou: '快手小店',
    weixin: '微信小店',
    youzan: '有赞',
    shopify: 'Shopify',
    tiktok: 'TikTok Shop',
    woocommerce: 'WooCommerce',
    taobao: '淘宝',
    pinduoduo: '拼多多',
    jd: '京东',
  }),
);

const ENGLISH_PLATFORM_NAMES = new Map(
  Object.entries({
    manual: 'By hand',
    standard: 'Standard push',
    douyin: 'Douyin',
    kuaishou: 'Kuaishou',
    weixin: 'Weixin Shop',
    youzan: 'Youzan',
    taobao: 'Taobao',
    pinduoduo: 'Pinduoduo',
    jd: 'JD',
  }),
);

export function platformName(platform: string, language: Language): string {
  const name = PLATFORM_NAMES.get(platform) ?? platform;
  return language === 'zh' ? name : (ENGLISH_PLATFORM_NAMES.get(platform) ?? name);
}
