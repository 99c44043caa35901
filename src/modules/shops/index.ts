export { ItemMappingDto } from './item-mapping.dto.js';
export { type ItemMapping, ItemMappingSchema } from './item-mapping.schema.js';
export { ItemMappings, MAX_ITEM_ID_LENGTH, type PlatformItem } from './item-mappings.service.js';
export { type Platform, PLATFORMS } from './platforms.js';
export { type KnownShop, ShopDirectory } from './shop-directory.service.js';
export { ShopIds } from './shop-id.js';
export { ShopIdPipe } from './shop-id.pipe.js';
export { ShopApi, ShopModule } from './shop.module.js';
export { ShopSchema } from './shop.schema.js';
