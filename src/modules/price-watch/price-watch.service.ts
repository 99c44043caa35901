import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { requireInOwnDivision } from '../divisions/index.js';
import { SoldFigures } from '../rankings/index.js';
import {
  MOST_PRODUCTS,
  type PriceDto,
  type PriceQuery,
  type PricesDto,
  type PriceWatchDto,
  type ProductPricesDto,
} from './price-watch.dto.js';
import { PriceWatchRepository, type ProductMonth } from './price-watch.repository.js';
import { comparedMonths, hasFallen, monthsUntil, priceChange, type PriceRule, type Sale, sumOfSales, unitPriceFen } from './unit-price.js';

/** Whether good wares are sold ever cheaper: the unit price of each product and category, month by month, beside an earlier time. */
@Injectable()
export class PriceWatch {
  constructor(
    private readonly database: Database,
    private readonly repository: PriceWatchRepository,
    private readonly sold: SoldFigures,
    private readonly clock: Clock,
  ) {}

  of(principal: Principal, query: PriceQuery): Promise<PriceWatchDto> {
    requireInOwnDivision(principal, query.within);
    const { thresholdPercent, minQuantity, compare } = query;
    const months = monthsUntil(query.month, query.months);
    const compared = comparedMonths(months, compare);
    const rule = { thresholdPercent, minQuantity, compare };
    return this.database.snapshot(principal, async (tx) => {
      const { prefixes } = await this.sold.requireArea(tx, query.within);
      const sales = await this.repository.productMonths(tx, prefixes, [...new Set([...months, ...compared])], query.category ?? null);
      const products = productsOf(sales, months, compared, rule);
      return {
        within: query.within,
        months,
        comparedMonths: compared,
        rule,
        asOf: beijingIso(this.clock.now()),
        categories: categoriesOf(sales, months, compared),
        items: products.slice(0, MOST_PRODUCTS),
        itemCount: products.length,
        fallenCount: products.filter((product) => product.hasFallen).length,
      };
    });
  }
}

function productsOf(
  sales: readonly ProductMonth[],
  months: readonly string[],
  compared: readonly string[],
  rule: PriceRule,
): ProductPricesDto[] {
  const products = [...Map.groupBy(sales, ({ productId }) => productId).values()].flatMap((own): ProductPricesDto[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { productId, name, merchantId, merchantName, category } = first;
    const prices = pricesOf(own, months, compared);
    return [{ productId, name, merchantId, merchantName, category, ...prices, hasFallen: hasFallen(prices.now, prices.then, rule) }];
  });
  return products.sort(fallenFirst);
}

function fallenFirst(a: ProductPricesDto, b: ProductPricesDto): number {
  if (a.hasFallen !== b.hasFallen) return a.hasFallen ? -1 : 1;
  return (
    (a.hasFallen ? (a.change ?? 0) - (b.change ?? 0) : 0) || b.now.paidFen - a.now.paidFen || Number(a.productId) - Number(b.productId)
  );
}

function categoriesOf(sales: readonly ProductMonth[], months: readonly string[], compared: readonly string[]): PriceWatchDto['categories'] {
  const groups = [...Map.groupBy(sales, ({ category }) => category.split('.')[0] ?? category)];
  return groups
    .map(([category, own]) => ({ category, ...pricesOf(own, months, compared) }))
    .sort((a, b) => b.now.paidFen - a.now.paidFen || (a.category < b.category ? -1 : 1));
}

function pricesOf(own: readonly ProductMonth[], months: readonly string[], compared: readonly string[]): PricesDto {
  const of = (month: string): Sale => sumOfSales(own.filter((sale) => sale.month === month));
  const [now, then] = [months, compared].map((all) => sumOfSales(all.map(of)));
  const sums = { now: now ?? NONE, then: then ?? NONE };
  return {
    now: toPrice(sums.now),
    then: toPrice(sums.then),
    change: priceChange(sums.now, sums.then),
    months: months.map((month, index) => {
      const comparedMonth = compared[index] ?? month;
      return { month, ...toPrice(of(month)), comparedMonth, compared: toPrice(of(comparedMonth)) };
    }),
  };
}

const NONE: Sale = { paidFen: 0, quantity: 0 };

function toPrice({ paidFen, quantity }: Sale): PriceDto {
  return { paidFen, quantity, unitPriceFen: unitPriceFen({ paidFen, quantity }) };
}
