import type { FieldNames } from '../platform-adapter.js';

/**
 * Fields named in the platform's message models and in its answers to order.orderDetail, order.searchList and afterSale.List.
 * A parcel's and a payment's number, a voucher's code and a text to engrave lead to the buyer as surely as a name.
 */
export const douyinFields: FieldNames = {
  personal: `account_list account_id account_name account_type encrypt_account_id author_name channel_payment_no d_car_shop_biz_data
    hour_up_pickup_code latest_record logistics_code operator op_name poi_addr poi_tel return_logistics_code seller_logs seller_words serial_number_list
    sku_customization_info supermarket_order_serial_no tracking_no write_off_no writeoff_no writeoff_no_mask card_voucher evidence
    encrypt_detail landmark`.split(/\s+/),
  buyerIds: ['doudian_open_id'],
  harmless: [
    // The message and its data.
    `tag msg_id msgId data p_id s_ids s_id shop_id store_id order_status order_type biz create_time pay_time pay_amount pay_type update_time
    complete_time cancel_time cancel_reason total_amount post_amount modify_time shipped_order_info shipped_order_id product_id sku_id
    sku_num shipped_num logistics_msg express_company_id aftersale_id aftersale_status aftersale_type refund_amount
    refund_post_amount refund_voucher_num reason_code apply_time agree_time refuse_time success_time close_time`,
    // What fetchOrder puts together.
    `order afterSales buyerHash shop_order_detail shop_order_list`,
    // The order.
    `shop_name order_id order_level biz_desc order_type_desc trade_type trade_type_desc order_status_desc main_status main_status_desc
    order_expire_time finish_time b_type b_type_desc sub_b_type sub_b_type_desc app_id order_amount post_insurance_amount modify_amount
    modify_post_amount promotion_amount promotion_shop_amount promotion_platform_amount shop_cost_amount platform_cost_amount
    promotion_talent_amount promotion_pay_amount exp_ship_time ship_time logistics_info company delivery_id company_name product_info
    product_name price outer_sku_id sku_specs value product_count sku_order_id product_id_str added_services key text help_doc url
    guarantee_amount promotion_detail shop_discount_detail platform_discount_detail kol_discount_detail coupon_amount full_discount_amount
    coupon_info coupon_id coupon_type coupon_meta_id coupon_name coupon_activity_id share_discount_cost platform_cost shop_cost author_cost
    full_discount_info campaign_id campaign_type campaign_name campaign_amount campaign_sub_type campaign_activity_id redpack_amount
    redpack_info redpack_trans_id gold_coin_amount official_deduction_amount allowance_amount sku_order_list seller_remark_stars
    order_phase_list phase_order_id total_phase current_phase sku_price pay_success phase_payable_price phase_pay_type phase_open_time
    phase_pay_time phase_close_time phase_order_amount phase_sum_amount phase_post_amount phase_pay_amount phase_promotion_amount
    current_phase_status_desc promotion_redpack_amount promotion_redpack_platform_amount promotion_redpack_talent_amount
    appointment_ship_time shop_order_tag_ui total_promotion_amount post_origin_amount post_promotion_amount author_cost_amount
    only_platform_cost_amount promise_info earliest_receipt_time latest_receipt_time early_arrival target_arrival_time packing_amount
    tax_amount accept_order_status aweme_id receipt_date recommend_start_ship_time recommend_end_ship_time actual_receive_amount_info
    actual_receive_amount actual_receive_amount_details type tax_amount_not_come_out original_shop_id`,
    // Its children.
    `parent_order_id send_pay send_pay_desc author_id theme_type theme_type_desc room_id room_id_str content_id video_id origin_id cid c_biz
    c_biz_desc page_id code logistics_receipt_time confirm_receipt_time goods_type spec first_cid second_cid third_cid fourth_cid out_sku_id
    supplier_id out_product_id warehouse_ids out_warehouse_ids inventory_type inventory_type_desc reduce_stock_type reduce_stock_type_desc
    origin_amount has_tax item_num sum_amount source_platform campaign_info sku_order_tag_ui hover_text tag_type sort extra product_pic
    is_comment inventory_list warehouse_id out_warehouse_id count warehouse_type pre_sale_type after_sale_info after_sale_status
    after_sale_type refund_status writeoff_info writeoff_start_time writeoff_expire_time writeoff_status writeoff_status_desc
    verify_order_id writtenoff_count writeoff_total_count relation_order relation_order_id receive_type need_serial_number ad_env_type
    given_product_type master_sku_order_id bundle_sku_info picture_url is_activity store_info store_name contract_info
    master_sku_order_id_list given_product_activity_info given_product_activity_type given_product_activity_value quality_check_info
    check_result_code check_fail_msg resend_check_time sku_yun_warehouse_info pre_allocated_yun_warehouse_info real_yun_warehouse_info
    yun_warehouse_code yun_warehouse_name current_business_stage sku_count quality_inspection_status`,
    // Its after-sales cases.
    `items has_more total page size aftersale_info order_info text_part aftersale_order_type related_id status_deadline aftersale_num
    part_type aftersale_refund_type refund_type arbitrate_status refund_tax_amount left_urge_sms_count risk_decision_code
    risk_decision_reason risk_decision_description return_promotion_amount arbitrate_blame exchange_sku_info num spec_desc
    return_logistics_company_name exchange_logistics_company_name got_pkg order_logistics company_code logistics_time logistics_state
    is_agree_refuse_sign reason_second_labels aftersale_tags tag_detail tag_detail_en tag_detail_text tag_link_url placeholder
    aftersale_sub_type auto_audit_bits aftersale_status_to_final_time shop_order_id related_order_info is_oversea_order product_image tags
    sku_spec shop_sku_code aftersale_pay_amount aftersale_post_amount aftersale_tax_amount aftersale_item_num logistics_company_name
    given_sku_order_ids order_flag logistics_text aftersale_status_text aftersale_type_text return_logistics_text
    aftersale_refund_type_text reason_text bad_item_text arbitrate_status_text content star`,
  ].flatMap((names) => names.split(/\s+/)),
};
