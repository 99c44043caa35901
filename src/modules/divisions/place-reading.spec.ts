import { readingsOf } from './place-reading.js';

const right = (text: string): string => (readingsOf(text)[0] ?? []).join(' ');

it.each([
  ['繁峙县', 'fan shi xian'],
  ['洪洞县', 'hong tong xian'],
  ['解州镇', 'hai zhou zhen'],
  ['解店镇', 'xie dian zhen'],
  ['解放路', 'jie fang lu'],
  ['长子县', 'zhang zi xian'],
  ['长治市', 'chang zhi shi'],
  ['尧都区', 'yao du qu'],
  ['万柏林区', 'wan bo lin qu'],
  ['屯留区', 'tun liu qu'],
  ['乐平镇', 'le ping zhen'],
  ['什贴镇', 'shi tie zhen'],
  ['开栅镇', 'kai zha zhen'],
  ['郇阳', 'xun yang'],
  ['吕梁市', 'lv liang shi'],
  ['虒亭镇', 'si ting zhen'],
  ['交城县', 'jiao cheng xian'],
  ['尉迟村', 'yu chi cun'],
  ['圪垯上', 'ge da shang'],
])('%s is read %s', (name, reading) => {
  expect(right(name)).toBe(reading);
});

it('reads the names of all counties of Shanxi that are easily misread', () => {
  const counties =
    '隰县 xi, 祁县 qi, 盂县 yu, 应县 ying, 代县 dai, 绛县 jiang, 蒲县 pu, 临猗县 lin yi, 岢岚县 ke lan, 偏关县 pian guan, 娄烦县 lou fan, ' +
    '壶关县 hu guan, 黎城县 li cheng, 潞城区 lu cheng, 芮城县 rui cheng, 垣曲县 yuan qu, 阳曲县 yang qu, 曲沃县 qu wo, 浑源县 hun yuan, ' +
    '尖草坪区 jian cao ping, 忻府区 xin fu, 大宁县 da ning, 静乐县 jing le, 石楼县 shi lou, 离石区 li shi, 乡宁县 xiang ning, 襄垣县 xiang yuan';
  for (const county of counties.split(', ')) {
    const [name = '', ...reading] = county.split(' ');
    expect(`${name} ${right(name)}`).toMatch(new RegExp(`^${name} ${reading.join(' ')} (xian|qu)$`));
  }
});

it('knows the other readings of a doubtful character, one at a time', () => {
  expect(readingsOf('南家堡').map((reading) => reading.join(''))).toEqual(['nanjiabao', 'nanjiabu', 'nanjiapu']);
  expect(readingsOf('韭畦').map((reading) => reading.join(''))).toEqual(['jiuqi']);
});

it('takes a run of digits or letters for one syllable', () => {
  expect(right('102社区')).toBe('102 she qu');
  expect(right('长shan村')).toBe('chang shan cun');
});
