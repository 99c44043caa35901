import { addDays, type BusinessDay, sameDayLastYear } from '../../kernel/business-day.js';
import { lunarNewYearOf } from '../../kernel/lunar-new-year.js';
import type { ApiClient, Resource } from './api-client.js';
import { Registry } from './registry.js';

const PINGSHUN = '140425';
const SHUOZHOU = '1406';

/** A festival with last year's edition, a campaign that goes on, and the next new year. Sessions belong by rule: nothing is picked. */
export function campaignsFor(today: BusinessDay): readonly Resource[] {
  const festival = { from: addDays(today, -20), to: addDays(today, -11) };
  const before = { from: sameDayLastYear(festival.from), to: sameDayLastYear(festival.to) };
  const edition = (days: typeof festival) => ({
    ...days,
    name: `${days.from.slice(0, 4)} 潞党参节`,
    kind: 'festival',
    ownerCode: PINGSHUN,
    areaCodes: [PINGSHUN],
    sessionRule: 'areas',
    seriesKey: '潞党参节',
    label: '三晋优品',
    partners: [{ name: '示例帮扶单位', role: '消费帮扶' }],
  });
  const running = { from: addDays(today, -9), to: addDays(today, 4), name: '朔州丰收直播季', kind: 'own' };
  const newYear = lunarNewYearOf(Number(today.slice(0, 4)) + 1);
  return [
    edition(before),
    edition(festival),
    { ...running, ownerCode: SHUOZHOU, areaCodes: [SHUOZHOU], sessionRule: 'areas', isOpen: true },
    ...(newYear === null ? [] : [openingOf(newYear)]),
  ];
}

function openingOf(newYear: BusinessDay): Resource {
  const days = { from: addDays(newYear, -7), to: addDays(newYear, 14) };
  const areas = { ownerCode: '14', areaCodes: ['14'], sessionRule: 'areas', isOpen: true };
  return { ...days, ...areas, name: `${newYear.slice(0, 4)} 新春开门红`, kind: 'festival', seriesKey: '新春开门红' };
}

export async function placeCampaigns(client: ApiClient, today: BusinessDay): Promise<void> {
  const registry = new Registry(client, '/api/v1/campaigns', ['name']);
  await registry.load();
  for (const campaign of campaignsFor(today)) await registry.ensure(campaign);
}
