import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** What somebody's: each of them belongs to one merchant. Orders and messages carry the id of their shop. */
export const OWNED = ['merchant', 'product', 'shop', 'host', 'live-session', 'order', 'message', 'import'] as const;
export type Owned = (typeof OWNED)[number];

export interface IdInAddress {
  readonly kind: Owned;
  readonly parameter: string;
}

export const ID_OF = 'cunbo:id-of';

/**
 * Whose id stands in the address. The first wall asks whom it belongs to before the endpoint is reached; an endpoint with an id in its
 * address that does not say so keeps the program from starting, unless its area belongs to operators. The OpenAPI document says so as `x-id-of`.
 */
export const IdOf = (kind: Owned, parameter = 'id'): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata<string, IdInAddress>(ID_OF, { kind, parameter }), ApiExtension('x-id-of', kind));
