/** How a shop's sales reach us decides what its credentials are and where it delivers. */
export const SIGNING_PLATFORMS = ['standard', 'taobao', 'pinduoduo', 'jd'] as const;
const LATER_PLATFORMS = ['douyin', 'kuaishou', 'weixin', 'youzan', 'shopify', 'tiktok', 'woocommerce'] as const;
export const PLATFORMS = ['manual', ...SIGNING_PLATFORMS, ...LATER_PLATFORMS] as const;

export type Platform = (typeof PLATFORMS)[number];
/** Signs its messages by Standard Webhooks: itself, or the bridge that speaks for it. */
export type SigningPlatform = (typeof SIGNING_PLATFORMS)[number];

export function isSigningPlatform(platform: Platform): platform is SigningPlatform {
  return SIGNING_PLATFORMS.some((signing) => signing === platform);
}

/** The path segment of the webhook URL; null where nobody delivers. */
export function doorOf(platform: Platform): string | null {
  if (platform === 'manual') return null;
  return isSigningPlatform(platform) ? 'standard' : platform;
}
