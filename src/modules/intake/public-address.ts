import { lookup } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/** Not on the internet: this machine, its networks, and addresses with a meaning of their own (RFC 6890). */
const CLOSED = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  CLOSED.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['2001::', 32],
  ['2002::', 16],
  ['64:ff9b:1::', 48],
  ['ff00::', 8],
] as const)
  CLOSED.addSubnet(network, bits, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  return !CLOSED.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** The code of the error that ends a connection to an address that is not on the internet. */
export const NOT_PUBLIC = 'ENOTPUBLIC';

/**
 * Looks up names for connections that must lead to the internet. Asked by the connection itself: a name that resolved to another address a
 * moment ago, when it was looked at, gains nothing by it. Of several addresses one that is not public closes them all.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(Object.assign(new Error('The name leads to no address on the internet.'), { code: NOT_PUBLIC }), []);
    if (options.all === true) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};
