import { cleanCell, plainWord } from './cell-text.js';

describe('A cell', () => {
  it.each([
    ['\t6920152002630123456', '6920152002630123456', 'a tab before it, as 抖店 writes'],
    ['168.99\t', '168.99', 'a tab behind it, as 拼多多 writes'],
    ['="3691234567890120001"', '3691234567890120001', 'a formula around it, as 淘宝 writes'],
    ["'6920152002630123456", '6920152002630123456', 'an apostrophe before it'],
    ['"6920152002630123456"', '6920152002630123456', 'quotation marks around it'],
    ['\uFEFF订单号', '订单号', 'a byte order mark before it'],
    ['\u3000 已发货\u00a0\r\n', '已发货', 'blanks of all kinds'],
    ['=1+1', '=1+1', 'an equals sign that is its own'],
    ['青花-大碗', '青花-大碗', 'a dash inside'],
    ['-5.00', '-5.00', 'a minus sign'],
  ])('%j says %j: %s', (text, said) => {
    expect(cleanCell(text)).toBe(said);
  });

  it.each(['', '-', '--', '\t', ' \t ', '"-"', '—', '——', 'null', 'NULL', '\\N', '=""'])('%j says nothing', (text) => {
    expect(cleanCell(text)).toBe('');
  });
});

it('A word is compared with its brackets, commas and blanks made half-width', () => {
  expect(plainWord(' 用户实付金额（元） ')).toBe('用户实付金额(元)');
  expect(plainWord('已发货，待 收货')).toBe('已发货,待收货');
});
