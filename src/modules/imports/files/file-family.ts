/** What a file is: whose export, and of what. Told by the names of its columns. */
export const FILE_FAMILIES = [
  'douyin-orders',
  'douyin-refunds',
  'kuaishou-orders',
  'kuaishou-refunds',
  'weixin-orders',
  'pinduoduo-orders',
  'taobao-orders',
  'taobao-items',
  'taobao-workbook',
  'jd-orders',
  'youzan-orders',
  'cunbo-orders',
] as const;
export type FileFamily = (typeof FILE_FAMILIES)[number];

/** Which shops' platform files of a family belong to; null: any shop. */
export const PLATFORM_OF: Readonly<Record<FileFamily, string | null>> = {
  'douyin-orders': 'douyin',
  'douyin-refunds': 'douyin',
  'kuaishou-orders': 'kuaishou',
  'kuaishou-refunds': 'kuaishou',
  'weixin-orders': 'weixin',
  'pinduoduo-orders': 'pinduoduo',
  'taobao-orders': 'taobao',
  'taobao-items': 'taobao',
  'taobao-workbook': 'taobao',
  'jd-orders': 'jd',
  'youzan-orders': 'youzan',
  'cunbo-orders': null,
};
