import { Module } from '@nestjs/common';
import { MerchantModule } from '../merchants/index.js';
import { ProductModule } from '../products/index.js';
import { CredentialShapes } from './credential-shapes.js';
import { ItemMappingRepository } from './item-mapping.repository.js';
import { ItemMappings } from './item-mappings.service.js';
import { PlatformAppController } from './platform-app.controller.js';
import { PlatformAppRepository } from './platform-app.repository.js';
import { PlatformApps } from './platform-app.service.js';
import { ShopController } from './shop.controller.js';
import { ShopCredentials } from './shop-credentials.js';
import { ShopDirectory } from './shop-directory.service.js';
import { ShopIds } from './shop-id.js';
import { ShopRepository } from './shop.repository.js';
import { ShopService } from './shop.service.js';
import { ShopView } from './shop-view.js';

@Module({
  imports: [MerchantModule, ProductModule],
  providers: [
    ShopService,
    ShopDirectory,
    PlatformApps,
    ItemMappings,
    ShopIds,
    ShopCredentials,
    CredentialShapes,
    ShopView,
    ShopRepository,
    PlatformAppRepository,
    ItemMappingRepository,
  ],
  exports: [ShopService, ShopDirectory, PlatformApps, ItemMappings, ShopIds, CredentialShapes],
})
export class ShopModule {}

@Module({ imports: [ShopModule], controllers: [ShopController, PlatformAppController] })
export class ShopApi {}
