import { bareName, displayName, isPlaceholder } from './display-name.js';

it.each([
  ['南家堡村委会', '南家堡村'],
  ['上五井村村委会', '上五井村'],
  ['邢村村村民委员会', '邢村村'],
  ['和村委会', '和村'],
  ['李家庄村民委员会', '李家庄村'],
  ['师范街社区居委会', '师范街社区'],
  ['曙光社区第一居民委员会', '曙光社区第一'],
  ['科创园区居委会', '科创园区'],
  ['岭杰社区', '岭杰社区'],
  // Slips of the register.
  ['马脊梁社区居委会区', '马脊梁社区'],
  ['崇串村村委员会', '崇串村'],
  ['邓峪村村民委会', '邓峪村'],
  ['岚峪村村民委员', '岚峪村'],
  ['郝开村民员委会', '郝开村'],
  ['东南村村委', '东南村'],
])('a village written %s is called %s', (name, called) => {
  expect(displayName(name, 'village')).toBe(called);
});

it('leaves the names of other levels as they are', () => {
  expect(displayName('怀仁市', 'county')).toBe('怀仁市');
  expect(displayName('静乐县居民办事处', 'township')).toBe('静乐县居民办事处');
  expect(displayName('云东街道办事处', 'township')).toBe('云东街道');
});

it('knows a name without the word for its kind, however short', () => {
  expect(bareName('怀仁市', 'county')).toBe('怀仁');
  expect(bareName('应县', 'county')).toBe('应');
  expect(bareName('金沙滩镇', 'township')).toBe('金沙滩');
  expect(bareName('南家堡村', 'village')).toBe('南家堡');
  expect(bareName('村', 'village')).toBe('村');
});

it('knows the rows that are no places to live', () => {
  expect(isPlaceholder('长子经济技术开发区虚拟社区', 'village')).toBe(true);
  expect(isPlaceholder('医药园区类似社区', 'village')).toBe(true);
  expect(isPlaceholder('南家堡村委会', 'village')).toBe(false);
});
