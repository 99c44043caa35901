/** The Chinese words of a host's own sessions. */
export const mySessionsZh = {
  sentence: '我的直播',
  order: '新的在前',
  about: '按场次算：这一场的订单，不论哪天付款、哪天退款，都记在这一场。刚成交的稍等片刻才算进来。',
  table: '我的直播场次',
  title: '场次',
  paid: '成交（元）',
  refunded: '退款（元）',
  net: '净成交（元）',
  gpm: '千次观看（元）',
  perHour: '每小时（元）',
  views: '观看人次',
  viewers: '观看人数',
  peak: '在线峰值',
  onAir: '还没有登记结束',
  key: '… 平台没有报，或还没有登记；— 算不出来，例如没有人看。',
  more: '再看以前的',
  shown: (count: number) => `已显示 ${count} 场`,
  empty: '还没有你的直播场次。',
  emptyHint: '场次由经营主体登记；登记时选了你作主播，就会出现在这里。',
  loading: '正在读取…',
};

export type MySessionsWords = typeof mySessionsZh;
