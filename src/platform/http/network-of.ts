/** Whoever has one address of IPv6 has the 2^64 beside it, too. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [front = '', back = ''] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = front === '' ? [] : front.split(':');
  const after = back === '' ? 0 : back.split(':').length;
  const whole = address.includes('::') ? [...groups, ...Array<string>(Math.max(8 - groups.length - after, 0)).fill('0')] : groups;
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
