import { comeWith } from '../api/client.js';

const STORED_AS = 'cunbo.wall-pass';

/**
 * A screen that nobody signs in at comes with a token behind the `#` of its address, which no server and no log sees: `#pass=cunbo_…`. It is kept for
 * as long as the window is there, for it is taken out of the address. Answers whether there is one.
 */
export function takeWallPass(hash: string): boolean {
  const given = new URLSearchParams(hash.slice(1)).get('pass');
  if (given !== null) sessionStorage.setItem(STORED_AS, given);
  const pass = sessionStorage.getItem(STORED_AS);
  if (pass !== null) comeWith(pass);
  return pass !== null;
}
