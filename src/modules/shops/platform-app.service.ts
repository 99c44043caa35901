import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { cursorId, OnceWriter, type Page, type PageQuery, Precondition, toPage, type WriteRequest } from '../../platform/http/index.js';
import { CredentialShapes } from './credential-shapes.js';
import type { ChangePlatformApp, CreatePlatformApp, PlatformAppDto } from './platform-app.dto.js';
import { PlatformAppRepository } from './platform-app.repository.js';
import type { PlatformApp } from './platform-app.schema.js';
import { ShopCredentials } from './shop-credentials.js';
import { ShopError } from './shop.errors.js';

/** Apps whose credentials several shops share. Like a shop's they go in and never come out. */
@Injectable()
export class PlatformApps {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly apps: PlatformAppRepository,
    private readonly shapes: CredentialShapes,
    private readonly credentials: ShopCredentials,
  ) {}

  async create(write: WriteRequest, { credentials, ...values }: CreatePlatformApp): Promise<PlatformAppDto> {
    const fields = this.shapes.require(values.platform, credentials);
    return this.writer.run(write, async (tx) => {
      const app = await this.apps.insert(tx, values);
      return toDto(await this.apps.update(tx, { ...app, credentials: this.credentials.seal(`app:${app.id}`, fields) }));
    });
  }

  list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<PlatformAppDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.apps.list(tx, cursorId(cursor), limit + 1), limit, toDto, ({ id }) => [id]),
    );
  }

  get(principal: Principal, id: string): Promise<PlatformAppDto> {
    return this.database.snapshot(principal, async (tx) => toDto(known(await this.apps.find(tx, id), id)));
  }

  change(
    principal: Principal,
    id: string,
    { name, credentials }: ChangePlatformApp,
    expected = Precondition.NONE,
  ): Promise<PlatformAppDto> {
    return this.database.transaction(principal, async (tx) => {
      const app = known(await this.apps.findForChange(tx, id), id);
      await expected.require(() => toDto(app));
      const sealed =
        credentials === undefined ? app.credentials : this.credentials.seal(`app:${id}`, this.shapes.require(app.platform, credentials));
      return toDto(await this.apps.update(tx, { ...app, name: name ?? app.name, credentials: sealed }));
    });
  }

  /** The app a shop of the platform may belong to. */
  async require(tx: Tx, id: string, platform: string): Promise<void> {
    const app = await this.apps.find(tx, id);
    if (app === null) throw new ShopError('shops.unknown-app', { id }, '/appId');
    if (app.platform !== platform) throw new ShopError('shops.app-of-other-platform', { id, platform: app.platform }, '/appId');
  }
}

function known(app: PlatformApp | null, id: string): PlatformApp {
  if (app === null) throw new ShopError('shops.no-app', { id });
  return app;
}

function toDto({ id, platform, name, credentials, createdAt, revision }: PlatformApp): PlatformAppDto {
  return { id, platform, name, hasCredentials: credentials !== null, createdAt: beijingIso(createdAt), revision };
}
