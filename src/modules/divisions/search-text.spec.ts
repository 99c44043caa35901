import { foldText, searchableName } from './search-text.js';

it('folds what people type and what the register writes into one form', () => {
  expect(foldText(' Nán jiā-bǎo ')).toBe('nanjiabao');
  expect(foldText('LÜLIANG')).toBe('lvliang');
  expect(foldText('lǚliáng')).toBe('lvliang');
  expect(foldText('太原钢铁（集团）有限公司')).toBe('太原钢铁集团有限公司');
  expect(foldText('１４０６８１')).toBe('140681');
  expect(foldText('%_！')).toBe('');
});

it('writes whole names, their beginnings and later parts, in characters, pinyin and initials', () => {
  expect(searchableName('韭畦村委会', 'village')).toEqual({
    pinyin: 'jiuqicun',
    initials: 'jqc',
    searchText: '^ 韭畦$ ^ 韭畦村$ ^ 韭畦村委会$ 畦村 ^ jiuqi$ ^ jiuqicun$ ^ jiuqicunweihui$ qicun ^ jq$ ^ jqc$ ^ jqcwh$ qc',
    areaNames: [],
  });
});

it('lets a path begin with an area’s whole name, but not with a name of one syllable', () => {
  expect(searchableName('怀仁市', 'county').areaNames).toEqual(['怀仁', '怀仁市', 'huairen', 'huairenshi']);
  expect(searchableName('应县', 'county').areaNames).toEqual(['应县', 'yingxian']);
});
