/** Platforms whose messages reach us signed by Standard Webhooks: themselves, or by the bridge that speaks for them. */
export const SIGNING_PLATFORMS = ['standard', 'taobao', 'pinduoduo', 'jd'] as const;
/** Platforms that push in their own way. */
export const PUSHING_PLATFORMS = ['douyin', 'kuaishou', 'weixin', 'youzan', 'shopify', 'tiktok', 'woocommerce'] as const;
export const PLATFORMS = ['manual', ...SIGNING_PLATFORMS, ...PUSHING_PLATFORMS] as const;

export type Platform = (typeof PLATFORMS)[number];

/** The path segment of the webhook URL; null where nobody delivers. */
export function doorOf(platform: Platform): string | null {
  if (platform === 'manual') return null;
  return SIGNING_PLATFORMS.some((signing) => signing === platform) ? 'standard' : platform;
}
