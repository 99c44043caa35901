import { AttributionRuleRepository } from '../../src/modules/attribution/attribution-rule.repository.js';
import { RegisterRules } from '../../src/modules/attribution/index.js';
import { RegisterRuleRepository } from '../../src/modules/attribution/register-rule.repository.js';
import { DivisionRepository } from '../../src/modules/divisions/division.repository.js';
import { DivisionService } from '../../src/modules/divisions/index.js';
import { HostRepository } from '../../src/modules/hosts/host.repository.js';
import { HostService } from '../../src/modules/hosts/index.js';
import { LiveSessionRepository } from '../../src/modules/live-sessions/live-session.repository.js';
import { LiveSessionService } from '../../src/modules/live-sessions/index.js';
import { SessionLinks } from '../../src/modules/live-sessions/session-links.service.js';
import { MerchantHomes } from '../../src/modules/merchants/merchant-homes.service.js';
import { MerchantRepository } from '../../src/modules/merchants/merchant.repository.js';
import { MerchantService } from '../../src/modules/merchants/index.js';
import { ProductOrigins } from '../../src/modules/products/product-origins.service.js';
import { ProductRepository } from '../../src/modules/products/product.repository.js';
import { ProductService } from '../../src/modules/products/index.js';
import { CredentialShapes } from '../../src/modules/shops/credential-shapes.js';
import { ItemMappingRepository } from '../../src/modules/shops/item-mapping.repository.js';
import { ItemMappings, ShopDirectory, ShopIds } from '../../src/modules/shops/index.js';
import { PlatformAppRepository } from '../../src/modules/shops/platform-app.repository.js';
import { PlatformApps } from '../../src/modules/shops/platform-app.service.js';
import { ShopCredentials } from '../../src/modules/shops/shop-credentials.js';
import { ShopRepository } from '../../src/modules/shops/shop.repository.js';
import { ShopService } from '../../src/modules/shops/shop.service.js';
import { ShopView } from '../../src/modules/shops/shop-view.js';
import { Clock } from '../../src/platform/clock/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Secrets } from '../../src/platform/crypto/index.js';
import { operator, type Principal, type Tx } from '../../src/platform/database/index.js';
import { OnceWriter, type WriteRequest } from '../../src/platform/http/index.js';
import { Hints, type JobName } from '../../src/platform/queue/index.js';
import { TEST_SECRET_KEY, testDatabase } from '../support/test-database.js';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const OLD_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const PUBLIC_URL = 'https://cunbo.example';

class RecordedHints extends Hints {
  readonly names: JobName[] = [];

  constructor() {
    super(new Map());
  }

  override hint(name: JobName): void {
    this.names.push(name);
  }
}

export type Catalogue = Awaited<ReturnType<typeof openCatalogue>>;

/** The services of merchants, products, shops, hosts and live sessions on a database of their own, without HTTP and queue. */
export async function openCatalogue() {
  const opened = await testDatabase();
  const { database } = opened;
  const close = () => opened.close();
  const writer = new OnceWriter(database);
  const hints = new RecordedHints();
  const secrets = new Secrets(TEST_SECRET_KEY);
  const shopIds = new ShopIds(secrets);
  const credentials = new ShopCredentials(secrets);
  const shopRows = new ShopRepository();
  const rules = new RegisterRules(new AttributionRuleRepository(), new RegisterRuleRepository(), new Clock());
  const divisions = new DivisionService(database, new DivisionRepository());
  const homes = new MerchantHomes(rules, divisions);
  const origins = new ProductOrigins(rules, divisions);
  const merchants = new MerchantService(database, writer, new MerchantRepository(), homes, hints);
  const products = new ProductService(database, writer, new ProductRepository(), merchants, origins, hints);
  const view = new ShopView(readConfig({ CUNBO_PUBLIC_URL: PUBLIC_URL }), shopIds, credentials);
  const shapes = new CredentialShapes();
  const appRows = new PlatformAppRepository();
  const apps = new PlatformApps(database, writer, appRows, shapes, credentials);
  const shops = new ShopService(database, writer, shopRows, merchants, apps, shapes, credentials, view);
  const directory = new ShopDirectory(shopRows, appRows, credentials, shopIds);
  const mappings = new ItemMappings(database, new ItemMappingRepository(), shopRows, products, shopIds, hints);
  const hosts = new HostService(database, writer, new HostRepository(), merchants, hints);
  const links = new SessionLinks(hosts, directory, shopIds, products);
  const sessions = new LiveSessionService(database, writer, new LiveSessionRepository(), merchants, links, hints, new Clock());
  const asOperator = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => database.transaction(OPERATOR, work);
  return { database, close, hints, shopIds, merchants, products, shops, directory, mappings, hosts, sessions, asOperator };
}

export const OPERATOR: Principal = operator('test');

/** A write without Idempotency-Key. */
export function plain(principal: Principal = OPERATOR): WriteRequest {
  return { principal, once: null };
}

/** Somebody who may see these merchants and nothing else. */
export function onlyMerchants(...merchantIds: string[]): Principal {
  return { kind: 'program', name: 'test', scope: { kind: 'merchants', merchantIds } };
}

export async function newMerchant({ merchants }: Catalogue, name = '测试合作社'): Promise<string> {
  return (await merchants.create(plain(), { name, kind: 'cooperative', divisionCode: '140681' })).id;
}

export async function newProduct({ products }: Catalogue, merchantId: string): Promise<string> {
  return (await products.create(plain(), { merchantId, name: '红山荞麦米', category: 'grain.buckwheat', isAgricultural: true })).id;
}

/** Its public id. */
export async function newShop({ shops }: Catalogue, merchantId: string): Promise<string> {
  return (await shops.create(plain(), { merchantId, platform: 'standard', name: '直播店', credentials: { secret: SECRET } })).id;
}

/** An account that repeats its requests, and the key it repeats them with. */
export async function onceRequest({ asOperator }: Catalogue, key: string, body: string): Promise<WriteRequest> {
  const { id } = await asOperator((tx) =>
    tx.one<{ id: string }>(
      `insert into account (username, password_hash, role) values ('clerk', '-', 'operator')
       on conflict (username) do update set role = excluded.role returning id`,
    ),
  );
  const principal: Principal = {
    kind: 'account',
    accountId: id,
    username: 'clerk',
    role: 'operator',
    scope: { kind: 'all' },
    isReadOnly: false,
  };
  return { principal, once: { key, requestHash: Buffer.from(body) } };
}

/** How many changes are noted that may move past sales of a product, a session or a merchant's hosts. */
export async function countNoted({ asOperator }: Catalogue, kind: 'product' | 'session' | 'host' | 'item', id: string): Promise<number> {
  const column = { product: 'product_id', session: 'live_session_id', host: 'merchant_id', item: 'shop_id' }[kind];
  return asOperator(async (tx) => (await tx.query(`select from reattribution_todo where kind = $1 and ${column} = $2`, [kind, id])).length);
}
