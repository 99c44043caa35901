import type { FieldNames } from '../platform-adapter.js';

export const wooCommerceFields: FieldNames = {
  personal: [
    ...['billing', 'shipping', 'meta_data', 'order_key', 'transaction_id', 'payment_url', '_links', 'reason', 'cart_hash', 'refunded_by'],
    ...['parent_name', 'image', 'company'],
  ],
  buyerIds: ['buyer_id'],
  harmless: [
    ...['topic', 'isAskable', 'order', 'refund_details', 'id', 'parent_id', 'status', 'currency', 'currency_symbol', 'version', 'number'],
    ...[
      'prices_include_tax',
      'date_created',
      'date_created_gmt',
      'date_modified',
      'date_modified_gmt',
      'date_completed',
      'date_completed_gmt',
    ],
    ...['date_paid', 'date_paid_gmt', 'discount_total', 'discount_tax', 'shipping_total', 'shipping_tax', 'cart_tax', 'total', 'total_tax'],
    ...['payment_method', 'payment_method_title', 'created_via', 'line_items', 'tax_lines', 'shipping_lines', 'fee_lines', 'coupon_lines'],
    ...['refunds', 'is_editable', 'needs_payment', 'needs_processing', 'set_paid', 'title', 'product_id', 'variation_id', 'quantity'],
    ...['tax_class', 'tax_status', 'subtotal', 'subtotal_tax', 'taxes', 'sku', 'global_unique_id', 'price', 'bundled_by', 'bundled_items'],
    ...['method_id', 'method_title', 'instance_id', 'rate_code', 'rate_id', 'label', 'compound', 'tax_total', 'shipping_tax_total'],
    ...['rate_percent', 'code', 'discount', 'discount_type', 'nominal_amount', 'free_shipping', 'amount', 'refunded_payment'],
    ...['refunded_item_id', 'refund_total', 'cost_of_goods_sold', 'total_value', 'value'],
  ],
};
