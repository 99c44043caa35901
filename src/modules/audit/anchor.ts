/** A place of the chain that somebody noted elsewhere: `position:hash`, as `cunbo audit verify` prints it. */
export interface Anchor {
  readonly position: string;
  readonly hash: Buffer;
}

export function parseAnchor(text: string): Anchor {
  const [, position, hash] = /^([1-9]\d{0,17}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (position === undefined || hash === undefined)
    throw new Error(`${text} is no anchor: give position:hash as "cunbo audit verify" printed it, e.g. 1200:9f86d0….`);
  return { position, hash: Buffer.from(hash, 'hex') };
}
