import type { TestApp } from '../support/test-app.js';
import { bulletinAt, type Office } from './bulletin-world.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import type { SoundRequest } from './sound-requests.js';

const COUNTY = '140681';

/** Operators, so that the administrator is the one who has had no hand in it yet. */
async function operators(server: TestApp): Promise<Office> {
  return { drafter: await person(server, 'operator'), checker: await person(server, 'operator'), issuer: await person(server, 'operator') };
}

export async function soundBulletins(server: TestApp): Promise<Readonly<Record<string, SoundRequest>>> {
  const office = await operators(server);
  const of = (month: string, stage: Parameters<typeof bulletinAt>[0]) => bulletinAt(stage, office, { divisionCode: COUNTY, month });
  const [draft, checked, issued, taken] = [
    await of('2024-01', 'draft'),
    await of('2024-02', 'checked'),
    await of('2024-03', 'issued'),
    await of('2024-04', 'issued'),
  ];
  const { url } = await new OutsideProgram(server).make<{ url: string }>(`/api/v1/bulletins/${issued.id}/links`, { recipient: '市商务局' });
  const token = new URL(url).hash.slice(1);
  await new OutsideProgram(server).must(200, 'PUT', '/api/v1/public-page', { isOn: true, title: '' });
  const page = { limit: '10', cursor: '' };
  const day = { festival: 'spring-festival', year: 2030, firstDay: '2030-02-03', lastDay: '2030-02-03' };
  return {
    Bulletin_create: {
      path: {},
      body: { divisionCode: COUNTY, month: '2023-10', basis: 'merchant', refundView: 'cohort', number: '〔2023〕1号' },
    },
    Bulletin_list: { path: {}, query: { ...page, divisionCode: '1406', month: '2024-03', state: 'issued' } },
    Bulletin_coverage: { path: {}, query: { divisionCode: COUNTY, from: '2024-03-01', to: '2024-03-31' } },
    Bulletin_get: { path: { id: issued.id }, query: { version: '1' } },
    Bulletin_edit: {
      path: { id: draft.id },
      body: { title: '通报', titleEn: 'Bulletin', body: '文', bodyEn: 'Text', number: '〔2024〕1号' },
    },
    Bulletin_issue: { path: { id: checked.id }, body: { number: '〔2024〕2号', isPublic: true, freezesOn: '2099-12-01' } },
    Bulletin_withdraw: { path: { id: taken.id }, body: { reason: '有误' } },
    Bulletin_revise: { path: { id: issued.id }, body: { reason: '勘误', body: '文', bodyEn: 'Text' } },
    BulletinLink_open: { path: {}, body: { token } },
    BulletinLink_openFile: { path: {}, body: { token, format: 'xlsx', language: 'zh' } },
    BulletinLink_file: { path: { id: issued.id }, query: { format: 'xlsx', version: '1', language: 'en' } },
    BulletinLink_create: { path: { id: issued.id }, body: { recipient: '市商务局', days: 30 } },
    BulletinLink_list: { path: { id: issued.id }, query: page },
    PublicBulletin_list: { path: {}, query: page },
    PublicPage_change: { path: {}, body: { isOn: true, title: '怀仁市商务局' } },
    Festival_list: { path: {}, query: { year: '2026' } },
    Festival_import: { path: {}, body: { festivals: [day] } },
    Festival_compare: {
      path: {},
      query: { divisionCode: COUNTY, year: '2026', first: 'la-ba', last: 'lantern', basis: 'origin', refundView: 'cash' },
    },
  };
}

export async function bodilessBulletins(server: TestApp): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const office = await operators(server);
  const of = async (month: string, stage: Parameters<typeof bulletinAt>[0]) =>
    (await bulletinAt(stage, office, { divisionCode: COUNTY, month })).id;
  const linked = await of('2022-01', 'issued');
  const link = await new OutsideProgram(server).make(`/api/v1/bulletins/${linked}/links`, { recipient: '市商务局' });
  return {
    Bulletin_recompute: { id: await of('2022-02', 'draft') },
    Bulletin_check: { id: await of('2022-03', 'draft') },
    Bulletin_freeze: { id: linked },
    BulletinLink_revoke: { id: linked, linkId: link.id },
  };
}
