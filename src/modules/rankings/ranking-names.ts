import { Injectable } from '@nestjs/common';
import type { Language } from '../../kernel/domain-error.js';
import type { Tx } from '../../platform/database/index.js';
import { CATEGORIES } from '../products/index.js';
import type { Subject } from './ranking-query.js';
import { RankingRepository } from './ranking.repository.js';

const CATEGORY_NAMES = new Map(CATEGORIES.map(({ code, name }) => [code, name]));

const PLATFORM_NAMES = new Map(
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

/** What the members of a page are called. */
@Injectable()
export class RankingNames {
  constructor(private readonly repository: RankingRepository) {}

  of(tx: Tx, subject: Subject, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (subject === 'categories') return Promise.resolve(CATEGORY_NAMES);
    if (subject === 'platforms') return Promise.resolve(PLATFORM_NAMES);
    return this.repository.names(tx, subject, ids);
  }
}
