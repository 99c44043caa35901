import { Injectable } from '@nestjs/common';
import { NO_DIVISION } from '../../kernel/division-code.js';
import type { Tx } from '../../platform/database/index.js';
import { RegisterRules } from '../attribution/index.js';
import { DivisionService } from '../divisions/index.js';
import type { ChangeProduct } from './product.dto.js';
import { ProductError } from './product.errors.js';
import type { Product } from './product.schema.js';

/** Where products come from: today by the newest rule of their own that holds, else as the product was entered. */
@Injectable()
export class ProductOrigins {
  constructor(
    private readonly rules: RegisterRules,
    private readonly divisions: DivisionService,
  ) {}

  /** Nothing new comes from a place that is no longer on the map. */
  async refuseEnded(tx: Tx, origin: string | null | undefined): Promise<void> {
    await this.divisions.refuseEnded(tx, origin ?? NO_DIVISION, '/originDivisionCode');
  }

  async today(tx: Tx, products: readonly Product[]): Promise<Product[]> {
    const inForce = await this.rules.originsInForce(
      tx,
      products.map(({ id }) => id),
    );
    return products.map((product) => {
      const originDivisionCode = inForce.get(product.id);
      return originDivisionCode === undefined ? product : { ...product, originDivisionCode };
    });
  }

  /** Once there are sales, or a rule, another origin is a rule as well, which can be undone. Answers the changes left for the product itself. */
  async change(tx: Tx, product: Product, changes: ChangeProduct): Promise<ChangeProduct> {
    const { originDivisionCode: wanted, ...others } = changes;
    if (wanted === undefined) return changes;
    const inForce = (await this.rules.originsInForce(tx, [product.id])).get(product.id);
    if (inForce === undefined && !(await this.rules.isProductSold(tx, product.id))) return changes;
    const now = inForce === undefined ? product.originDivisionCode : inForce;
    if (wanted !== now && !(await this.rules.recordOrigin(tx, product.id, wanted)))
      throw new ProductError('products.unknown-division', { code: wanted ?? '' }, '/originDivisionCode');
    return others;
  }
}
