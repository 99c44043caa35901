import { type Place, searchPlaces } from './place-search.js';

function place(code: string, name: string, pinyin: string, initials: string, formerNames: Place['formerNames'] = []): Place {
  return { code, name, pinyin, initials, formerNames, parentName: '', level: code.length === 9 ? 'township' : 'village' };
}
const ZHONGWUJING = { name: '中五井乡', pinyin: 'zhongwujingxiang', initials: 'zwjx' };
const PLACES = [
  place('140681102', '金沙滩镇', 'jinshatanzhen', 'jstz'),
  place('140681102200', '小南家堡村', 'xiaonanjiabaocun', 'xnjbc'),
  place('140681102201', '南家堡村', 'nanjiabaocun', 'njbc'),
  place('140681102202', '南小寨村', 'nanxiaozhaicun', 'nxzc'),
  place('140425100', '青羊镇', 'qingyangzhen', 'qyz', [ZHONGWUJING]),
  place('140681203207', '绿沟村', 'lvgoucun', 'lgc'),
];
const found = (typed: string): string[] => searchPlaces(PLACES, typed, 10).map(({ place: { name } }) => name);

it.each([
  ['南家堡', ['南家堡村', '小南家堡村']],
  ['南家堡村', ['南家堡村', '小南家堡村']],
  ['njb', ['南家堡村', '小南家堡村']],
  ['NanJiaBao', ['南家堡村', '小南家堡村']],
  ['ｎｊｂ', ['南家堡村', '小南家堡村']],
  ['nan', ['南家堡村', '南小寨村', '小南家堡村']],
  ['nx', ['南小寨村']],
  ['金沙', ['金沙滩镇']],
  ['1406811022', ['小南家堡村', '南家堡村', '南小寨村']],
  ['lügou', ['绿沟村']],
  ['zz', []],
  ['  ', []],
  ['！', []],
])('%s finds %j', (typed, names) => {
  expect(found(typed)).toEqual(names);
});

it.each(['中五井', 'zwj', 'zhongwujing', '中五井乡'])('%s leads to what it is today', (typed) => {
  expect(searchPlaces(PLACES, typed, 10)).toMatchObject([{ place: { name: '青羊镇' }, former: '中五井乡' }]);
});

it('gives no more than asked for', () => {
  expect(searchPlaces(PLACES, 'nan', 2)).toHaveLength(2);
});
