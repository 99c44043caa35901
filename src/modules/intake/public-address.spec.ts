import { promisify } from 'node:util';
import { isPublicAddress, NOT_PUBLIC, publicLookup } from './public-address.js';

const lookedUp = promisify(publicLookup);

describe('An address', () => {
  it.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
    ],
    ...['255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1'],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['localhost', '127.0.0.1', '::1', '0x7f.1'])('of a host called %s is not connected to', async (host) => {
    for (const all of [true, false]) await expect(lookedUp(host, { all })).rejects.toMatchObject({ code: NOT_PUBLIC });
  });

  it('that is public is connected to', async () => {
    expect(await lookedUp('8.8.8.8', { all: true })).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });
});
