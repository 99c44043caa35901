import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import {
  cursorId,
  definedOnly,
  entityTagOf,
  OnceWriter,
  type Page,
  toPage,
  Precondition,
  type WriteRequest,
} from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import { MerchantService } from '../merchants/index.js';
import { isCategory } from './categories.js';
import { nearCategories } from './near-categories.js';
import type { ChangeProduct, CreateProduct, ListedProductDto, ProductDto, ProductQuery } from './product.dto.js';
import { ProductError } from './product.errors.js';
import { ProductOrigins } from './product-origins.service.js';
import { ProductRepository } from './product.repository.js';
import type { Product } from './product.schema.js';

/** Products. Every category is one of the taxonomy, every origin one of the register. The database notes the past sales that a new category or origin moves. */
@Injectable()
export class ProductService {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly products: ProductRepository,
    private readonly merchants: MerchantService,
    private readonly origins: ProductOrigins,
    private readonly hints: Hints,
  ) {}

  create(write: WriteRequest, values: CreateProduct): Promise<ProductDto> {
    return this.writer.run(write, async (tx) => {
      requireCategory(values.category);
      await this.merchants.requireNamed(tx, values.merchantId);
      await this.origins.refuseEnded(tx, values.originDivisionCode);
      return toDto(await this.products.insert(tx, values));
    });
  }

  get(principal: Principal, id: string): Promise<ProductDto> {
    return this.database.snapshot(principal, async (tx) => this.answer(tx, known(await this.products.find(tx, id), id)));
  }

  list(principal: Principal, { merchantId, limit, cursor }: ProductQuery): Promise<Page<ListedProductDto>> {
    return this.database.snapshot(principal, async (tx) => {
      const products = await this.products.list(tx, merchantId, cursorId(cursor), limit + 1);
      return toPage(await this.origins.today(tx, products), limit, toListedDto, ({ id }) => [id]);
    });
  }

  change(principal: Principal, id: string, changes: ChangeProduct, expected = Precondition.NONE): Promise<ProductDto> {
    return this.database.transaction(principal, async (tx) => {
      if (changes.category !== undefined) requireCategory(changes.category);
      const before = known(await this.products.findForChange(tx, id), id);
      await expected.require(() => this.answer(tx, before));
      const own = await this.origins.change(tx, before, changes);
      const after = await this.products.update(tx, { ...before, ...definedOnly(own) });
      tx.afterCommit(() => this.hints.hint('orders.mark-reattributed'));
      return this.answer(tx, after);
    });
  }

  archive(principal: Principal, id: string, expected = Precondition.NONE): Promise<ProductDto> {
    return this.database.transaction(principal, async (tx) => {
      const product = known(await this.products.findForChange(tx, id), id);
      await expected.require(() => this.answer(tx, product));
      const archived = product.archivedAt === null ? await this.products.update(tx, { ...product, archivedAt: new Date() }) : product;
      return this.answer(tx, archived);
    });
  }

  /** For other modules: those of the products that exist and that the principal may see, archived ones too, in no particular order. */
  findAll(tx: Tx, ids: readonly string[]): Promise<Product[]> {
    return this.products.findAll(tx, ids);
  }

  private async answer(tx: Tx, product: Product): Promise<ProductDto> {
    const [today = product] = await this.origins.today(tx, [product]);
    return toDto(today);
  }
}

function requireCategory(category: string): void {
  if (isCategory(category)) return;
  throw new ProductError('products.unknown-category', { category, near: nearCategories(category).join(', ') }, '/category');
}

function known(product: Product | null, id: string): Product {
  if (product === null) throw new ProductError('products.not-found', { id });
  return product;
}

function toListedDto(product: Product): ListedProductDto {
  const view = toDto(product);
  return { ...view, entityTag: entityTagOf(view) };
}

function toDto({ id, merchantId, name, category, originDivisionCode, isAgricultural, giMark, createdAt, archivedAt }: Product): ProductDto {
  const times = { createdAt: beijingIso(createdAt), archivedAt: archivedAt === null ? null : beijingIso(archivedAt) };
  return { id, merchantId, name, category, originDivisionCode, isAgricultural, giMark, ...times };
}
