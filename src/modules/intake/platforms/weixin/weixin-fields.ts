import type { FieldNames } from '../platform-adapter.js';

/** Beside what is personal everywhere: a buyer's free words and pictures, parcels that can be looked up, and accounts topped up. */
const PERSONAL = [
  'unionid',
  'present_giver_openid',
  'present_giver_unionid',
  'present_note',
  'desc',
  'prove_imgs',
  'media_ids',
  'medias',
  'tel_number_ext_info',
  'virtual_tel_num_info',
  'real_tel_number',
  'recharge_info',
  'account_no',
  'waybill_id',
  'ewaybill_order_code',
  'delivery_info',
  'return_info',
  'sharer_info',
  'sku_sharer_infos',
  'invoice_info',
  'greeting_card_info',
  'custom_info',
];

const OF_EVENTS = [
  'CreateTime MsgType Event order_info order_id pay_time finish_delivery confirm_type settle_time cancel_type type debug_str',
  'finder_shop_aftersale_status_update after_sale_order_id status finder_shop_complaint complaint_order_id complaint_status',
];

const OF_ORDERS = [
  'order aftersales parcels errcode errmsg order_id create_time update_time status order_detail aftersale_detail is_present present_order_id',
  'present_order_id_str present_send_type product_infos product_id sku_id sku_cnt product_cnt title thumb_img sale_price market_price real_price',
  'sku_attrs attr_key attr_value sku_code out_product_id out_sku_id on_aftersale_sku_cnt finish_aftersale_sku_cnt is_discounted estimate_price',
  'is_change_price change_price out_warehouse_id sku_deliver_info stock_type predict_delivery_time full_payment_presale_delivery_type extra_service',
  'seven_day_return freight_insurance use_deduction deduction_price order_product_coupon_info_list user_coupon_id coupon_type discounted_price',
  'coupon_id delivery_deadline merchant_discounted_price finder_discounted_price vip_discounted_price bulkbuy_discounted_price is_free_gift',
  'free_gift_info main_product_list task_id product_unique_id change_sku_info national_subsidy_discounted_price dropship_info ds_id is_flash_sale',
  'national_subsidy_merchant_discounted_price price_info product_price order_price freight original_order_price merchant_receieve_price',
  'merchant_receive_price is_discounted change_down_price change_freight is_change_freight pay_info payment_info prepay_id prepay_time',
  'transaction_id pay_time payment_method delivery_time deliver_type delivery_id deliver_method ship_done_time ext_info confirm_receipt_time',
  'finder_id live_id order_scene vip_order_session_id commission_handling_progress coupon_info commission_infos sku_id type percent amount',
  'source_infos account_type account_id sale_channel content_type content_id agent_info agent_finder_id refund_info refund_freight',
  'settle_info predict_commission_fee commission_fee predict_wecoin_commission wecoin_commission settle_time qic_info flash_delivery_info',
  'aftersale_order_list aftersale_order_id on_aftersale_order_cnt',
];

const OF_AFTERSALES = [
  'after_sale_order_id status product_info count fast_refund gift_product_info refund_reason details receive_product cancel_time',
  'merchant_upload_info reject_reason refund_certificates reason reason_text refund_resp code ret type sub_type complaint_id deadline',
  'exchange_product_info old_sku_id new_sku_id product_cnt old_sku_price new_sku_price exchange_delivery_info need_offline_refund',
];

export const weixinFields: FieldNames = {
  personal: PERSONAL,
  buyerIds: ['openid'],
  harmless: [...new Set([...OF_EVENTS, ...OF_ORDERS, ...OF_AFTERSALES].flatMap((line) => line.split(' ')))],
};
