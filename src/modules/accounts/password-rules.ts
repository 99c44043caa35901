import { dictionary } from '@zxcvbn-ts/language-common';
import { AccountError } from './account.errors.js';

export const LEAST_PASSWORD = 12;
/** What must be left of a password without its runs. */
const LEAST_WITHOUT_RUNS = 6;
const LEAST_DIFFERENT = 5;
const LONGEST_REPEATED = 8;
const SHORTEST_RUN = 3;
const PRODUCT = 'cunbo';

/** Neighbours in the alphabet, in counting and on keyboards, row by row and slanting down. */
const NEIGHBOURS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '!@#$%^&*()',
];
const ROWS = [...NEIGHBOURS, ...NEIGHBOURS.map((row) => [...row].reverse().join(''))];

/** Passwords that were found in leaks more often than others; 50 000, with the package, so that no network is asked. */
const KNOWN: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Whose password it is to be. */
export interface Person {
  readonly username: string;
  readonly name: string;
}

export type PasswordFault = 'auth.weak-password' | 'auth.password-has-name' | 'auth.password-is-run' | 'auth.password-is-known';

/**
 * What is wrong with a password, or null. By length and by what guessers try first, as NIST SP 800-63B has it; which kinds of characters it is
 * made of is nobody's business.
 */
export function faultOf(password: string, { username, name }: Person): PasswordFault | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < LEAST_PASSWORD) return 'auth.weak-password';
  if ([username, name, PRODUCT].some((word) => holds(plain, word))) return 'auth.password-has-name';
  if (isRepetition(plain) || isRun(plain)) return 'auth.password-is-run';
  if (isKnown(plain)) return 'auth.password-is-known';
  return null;
}

/** Throws what is wrong with it, if anything is. */
export function requireGoodPassword(password: string, person: Person, pointer: string): void {
  const fault = faultOf(password, person);
  if (fault !== null) throw new AccountError(fault, { least: LEAST_PASSWORD }, pointer);
}

/** Two Latin letters are in many words; two characters are a name. */
function holds(password: string, word: string): boolean {
  const plain = word.normalize('NFKC').toLowerCase().trim();
  const isTelling = plain.length >= 3 || (plain.length === 2 && /[^\p{ASCII}]/u.test(plain));
  return isTelling && password.includes(plain);
}

function isRepetition(password: string): boolean {
  const repeated = /^(.+?)\1+/su.exec(password);
  const isAll = repeated !== null && password.length - repeated[0].length < (repeated[1]?.length ?? 0);
  return new Set(password).size < LEAST_DIFFERENT || (isAll && (repeated[1]?.length ?? 0) <= LONGEST_REPEATED);
}

function isRun(password: string): boolean {
  let left = 0;
  for (let at = 0; at < password.length;) {
    const length = runAt(password, at);
    left += length === 0 ? 1 : 0;
    at += Math.max(length, 1);
  }
  return left < LEAST_WITHOUT_RUNS;
}

/** How many characters from here on are neighbours; 0 if too few to speak of. */
function runAt(password: string, at: number): number {
  let longest = 0;
  for (const row of ROWS) {
    const start = row.indexOf(password.charAt(at));
    if (start < 0) continue;
    let length = 1;
    while (start + length < row.length && row[start + length] === password[at + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest >= SHORTEST_RUN ? longest : 0;
}

/** As it stands, and without the digits and punctuation that people add when told to. */
function isKnown(password: string): boolean {
  const bare = password.replace(/[^\p{L}]+$/u, '');
  return [password, bare, bare.replace(/^[^\p{L}]+/u, '')].some((candidate) => KNOWN.has(candidate));
}
