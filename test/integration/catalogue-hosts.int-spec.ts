import { type Catalogue, countNoted, newMerchant, onceRequest, openCatalogue, OPERATOR, plain } from './catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue.close());

describe('A host', () => {
  it('is answered as given, changed and archived, each noting the sales it moves', async () => {
    const merchantId = await newMerchant(catalogue);
    const host = await catalogue.hosts.create(plain(), { merchantId, name: '小慧', platformHostId: '7123456789012345678' });
    expect(host).toMatchObject({ merchantId, name: '小慧', platformHostId: '7123456789012345678', archivedAt: null });
    expect(await catalogue.hosts.change(OPERATOR, host.id, { platformHostId: null })).toMatchObject({ name: '小慧', platformHostId: null });
    await catalogue.hosts.archive(OPERATOR, host.id);
    await catalogue.hosts.archive(OPERATOR, host.id);
    expect(await countNoted(catalogue, 'host', merchantId)).toBe(3);
    expect(catalogue.hints.names).toHaveLength(3);
    expect((await catalogue.hosts.list(OPERATOR, { merchantId, limit: 10 })).items).toEqual([]);
  });

  it('has its platform id to itself within the merchant, until it is archived', async () => {
    const [merchantId, other] = [await newMerchant(catalogue), await newMerchant(catalogue)];
    const taken = { code: 'hosts.platform-id-taken', pointer: '/platformHostId', definition: { status: 409 } };
    const first = await catalogue.hosts.create(plain(), { merchantId, name: '甲', platformHostId: 'x' });
    await expect(catalogue.hosts.create(plain(), { merchantId, name: '乙', platformHostId: 'x' })).rejects.toMatchObject(taken);
    const second = await catalogue.hosts.create(plain(), { merchantId, name: '乙', platformHostId: 'y' });
    await expect(catalogue.hosts.change(OPERATOR, second.id, { platformHostId: 'x' })).rejects.toMatchObject(taken);
    await catalogue.hosts.create(plain(), { merchantId: other, name: '丙', platformHostId: 'x' });
    await catalogue.hosts.archive(OPERATOR, first.id);
    expect(await catalogue.hosts.change(OPERATOR, second.id, { platformHostId: 'x' })).toMatchObject({ platformHostId: 'x' });
  });

  it('may lack a platform id, like any number of others', async () => {
    const merchantId = await newMerchant(catalogue);
    await catalogue.hosts.create(plain(), { merchantId, name: '甲' });
    await catalogue.hosts.create(plain(), { merchantId, name: '乙', platformHostId: null });
    expect((await catalogue.hosts.list(OPERATOR, { merchantId, limit: 10 })).items.map(({ name }) => name)).toEqual(['甲', '乙']);
  });

  it('of a merchant that does not exist is refused at that field', async () => {
    await expect(catalogue.hosts.create(plain(), { merchantId: '999999', name: '甲' })).rejects.toMatchObject({
      pointer: '/merchantId',
      definition: { status: 400 },
    });
  });

  it('is made once for the same idempotency key, also when both requests come at once', async () => {
    const merchantId = await newMerchant(catalogue);
    const request = await onceRequest(catalogue, 'host-1', 'body');
    const [one, two] = await Promise.all(
      [1, 2].map(() => catalogue.hosts.create(request, { merchantId, name: '甲', platformHostId: 'x' })),
    );
    expect(two).toEqual(one);
  });
});
