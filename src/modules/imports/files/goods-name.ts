import { createHash } from 'node:crypto';

const READABLE = 60;

/** Where a file names its goods and gives no number of them, the name stands for it: the same name is the same item. */
export function itemOfTitle(title: string): string {
  const plain = title.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (plain === '') return '';
  return plain.length <= READABLE ? `名称:${plain}` : `名称:${plain.slice(0, READABLE).toWellFormed()}~${shortHash(plain)}`;
}

/** Ten digits that stand for a sort of goods described in words. '' for none. */
export function shortHash(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text.normalize('NFKC')).digest('hex').slice(0, 10);
}
