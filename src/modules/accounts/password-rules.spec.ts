import { faultOf } from './password-rules.js';
import { randomPassword } from './password.js';

const WANG = { username: 'huairen.wang', name: '王秀兰' };

describe('A password', () => {
  it.each([
    'correct-horse-battery',
    'drei alte Kamele',
    '南家堡的茶壶烧得真不错啊好',
    'ooze.lamp.river.77',
    '3f9c-71aa-e04b-55d2',
    'nomnomnom kitchen tables',
  ])('of enough characters will do, whatever they are: %s', (password) => {
    expect(faultOf(password, WANG)).toBeNull();
  });

  it('that is made here will do', () => {
    for (let times = 0; times < 200; times += 1) expect(faultOf(randomPassword(), WANG)).toBeNull();
  });

  it.each<[string, ReturnType<typeof faultOf>]>([
    ['lamp.river7', 'auth.weak-password'],
    ['南家堡的茶壶', 'auth.weak-password'],
    ['so-says-Huairen.Wang', 'auth.password-has-name'],
    ['王秀兰的茶壶烧得真不错', 'auth.weak-password'],
    ['王秀兰的茶壶烧得真不错啊', 'auth.password-has-name'],
    ['river-Cunbo-lamp', 'auth.password-has-name'],
    ['ｃｕｎｂｏ-river-lamp', 'auth.password-has-name'],
    ['aaaaaaaaaaaaaaaa', 'auth.password-is-run'],
    ['xkcdxkcdxkcdxk', 'auth.password-is-run'],
    ['lampe42lampe42', 'auth.password-is-run'],
    ['123456789012', 'auth.password-is-run'],
    ['0987654321098', 'auth.password-is-run'],
    ['qwertyuiop[]', 'auth.password-is-run'],
    ['1qaz2wsx3edc', 'auth.password-is-run'],
    ['abcdefghijkl', 'auth.password-is-run'],
    ['abc123qwe456', 'auth.password-is-run'],
    ['PASSWORD12345!', 'auth.password-is-known'],
    ['Manchester2026', 'auth.password-is-known'],
    ['2026!Manchester!', 'auth.password-is-known'],
    ['unbelievable', 'auth.password-is-known'],
  ])('that is guessed among the first is refused: %s', (password, fault) => {
    expect(faultOf(password, WANG)).toBe(fault);
  });

  it('may have a short name in it by chance, as words do', () => {
    expect(faultOf('delicious lampion', { username: 'li', name: 'Li' })).toBeNull();
    expect(faultOf('delicious lampion', { username: 'bo', name: '' })).toBeNull();
  });
});
