import type { FieldNames } from '../platform-adapter.js';

/** Beside what is personal everywhere: tax numbers, cards, where and how to deliver, pictures, and parcels that can be looked up. */
const PERSONAL = [
  'cpf',
  'cpf_name',
  'tax_id',
  'national_id',
  'postal_code',
  'district_info',
  'delivery_preferences',
  'evidence_images',
  'tracking_number',
  'return_tracking_number',
  'payment_card_type',
  'payment_auth_code',
  'buyer_unique_identifier',
  'handling_duration_text',
  'return_warehouse_address',
  'pickup_address',
  'videos',
  'images',
];

const OF_PUSHES = [
  'type tts_notification_id shop_id timestamp data order_id order_status is_on_hold_order update_time reverse_type reverse_order_id',
  'reverse_order_status reverse_event_type package_id package_list_type sc_type product_id status suspended_reason expiration_time return_id',
  'return_type return_status return_role cancel_id cancel_status cancellations_role cancel_type return_line_items create_time',
];

const OF_ORDERS = [
  'order returns cancellations id status create_time update_time paid_time rts_time rts_sla_time collection_time collection_due_time',
  'delivery_time delivery_due_time delivery_sla_time shipping_due_time tts_sla_time cancel_time cancel_reason cancellation_initiator',
  'cancel_order_sla_time request_cancel_time release_date fulfillment_type fulfillment_priority_level delivery_type delivery_option_id',
  'delivery_option_required_delivery_time shipping_type shipping_provider shipping_provider_id warehouse_id packages split_or_combine_tag',
  'has_updated_recipient_address is_buyer_request_cancel is_cod is_on_hold_order is_replacement_order is_sample_order is_exchange_order',
  'replaced_order_id exchange_source_order_id need_upload_invoice commerce_platform order_type payment payment_method_name payment_method_code',
  'currency sub_total shipping_fee seller_discount platform_discount total_amount original_total_product_price original_shipping_fee',
  'shipping_fee_seller_discount shipping_fee_platform_discount shipping_fee_cofunded_discount payment_platform_discount',
  'payment_discount_service_fee tax product_tax shipping_fee_tax retail_delivery_fee buyer_service_fee handling_fee shipping_insurance_fee',
  'item_insurance_fee item_insurance_tax small_order_fee distance_shipping_fee distance_item_fee line_items product_id product_name sku_id',
  'sku_name sku_image sku_type seller_sku original_price sale_price display_status package_status is_gift gift_retail_price item_tax tax_type',
  'tax_amount tax_rate combined_listing_skus is_dangerous_good needs_prescription small_order_fee auto_combine_group_id ihb_source',
  'recommended_shipping_time ecosystem_type channel_entity',
];

const OF_REFUNDS = [
  'return_id return_type return_status return_reason return_reason_text return_method return_provider_id return_shipping_document_type role',
  'refund_amount refund_total refund_subtotal refund_shipping_fee refund_tax return_line_items return_line_item_id order_line_item_id',
  'product_image url width height cancel_id cancel_type cancel_status cancel_reason_text cancel_line_items cancel_line_item_id',
  'cancel_sub_line_items should_replenish_stock seller_next_action_response action deadline arbitration_status can_buyer_keep_item',
  'combined_return_id is_combined_return is_quick_refund handover_method shipment_type shipping_fee_amount seller_paid_return_shipping_fee',
  'platform_paid_return_shipping_fee buyer_paid_return_shipping_fee discount_amount product_seller_discount product_platform_discount',
  'shipping_fee_seller_discount shipping_fee_platform_discount next_return_id pre_return_id exchange_order_id seller_proposed_return_type',
  'partial_refund warehouse_status',
];

export const tiktokFields: FieldNames = {
  personal: PERSONAL,
  buyerIds: ['user_id', 'buyer_user_id'],
  harmless: [...new Set([...OF_PUSHES, ...OF_ORDERS, ...OF_REFUNDS].flatMap((line) => line.split(' ')))],
};
