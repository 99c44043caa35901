import { argon2, type Argon2Parameters, randomBytes, randomInt } from 'node:crypto';
import { isEqualConstantTime } from '../../platform/crypto/index.js';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_LENGTH = 32;

/** `argon2id$memory$passes$parallelism$salt$tag`: the cost is stored, so that it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive({ ...COST, message: password.normalize('NFKC'), nonce, tagLength: TAG_LENGTH });
  return ['argon2id', COST.memory, COST.passes, COST.parallelism, nonce.toString('base64url'), tag.toString('base64url')].join('$');
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce = '', tag = ''] = stored.split('$');
  const expected = Buffer.from(tag, 'base64url');
  const given = await derive({
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    message: password.normalize('NFKC'),
    nonce: Buffer.from(nonce, 'base64url'),
    tagLength: expected.length,
  });
  return isEqualConstantTime(given, expected);
}

/** Checked against when the user is unknown, so that the answer takes as long. */
export const NO_ONES_PASSWORD = hashPassword(randomBytes(16).toString('hex'));

export function randomPassword(): string {
  return randomLetters(20);
}

/** In groups of five, without letters that are read for one another. */
export function randomLetters(count: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: count }, () => letters[randomInt(letters.length)])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-');
}

function derive(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
  });
}
