import type { FieldNames } from '../platform-adapter.js';

/**
 * Fields named in the platform's messages and in its answers to open.order.detail, open.order.cursor.list and the two of refunds.
 * An address decides nothing here but to whom: also its district goes. A parcel's number leads to the buyer, and what the buyer wrote
 * about a refund may hold anything.
 */
export const kuaishouFields: FieldNames = {
  personal: `orderAddress encryptedAddress desensitiseAddress district districtCode city cityCode province provinceCode consignee
    encryptedConsignee desensitiseConsignee mobile encryptedMobile desensitiseMobile buyerNick buyerImage sellerNick expressNo logisticsId
    customizedInfo operator orderNote sellerNote distributorName roleName refundDesc refundImages`.split(/\s+/),
  buyerIds: ['buyerOpenId', 'buyerId'],
  harmless: [
    // The message and its info.
    `eventId msgId bizId userId openId appKey event info status createTime updateTime test oid orderId refundId sellerId totalFee
    beforeTotalFee expressFee beforeExpressFee handlingWay specialRefundType eventType`,
    // What fetchOrder puts together.
    `order refunds buyerHash`,
    // The order.
    `addressUpdateAuditInfo timeoutOfAudit auditTime auditStatus orderBaseInfo discountFee payTime remark sellerOpenId shopNewBuyer payType
    validPromiseShipmentTimeStamp recvTime cpsType promiseTimeStampOfDelivery refundTime carrierType orderTaxInfo sellerBearAmount
    taxAmount platformNewBuyer riskCode theDayOfDeliverGoodsTime commentStatus sendTime preSale coType sellerDelayPromiseTimeStamp
    payChannel channel activityType allActivityType orderSellerRoleInfo roleId roleType orderRefundList refundStatus refundReason
    orderLogisticsInfo expressCode orderItemInfo itemPicUrl itemType originalPrice itemTitle orderItemId num itemExtra categoryInfo itemCid
    categoryName serviceInfo serviceRule freight freightProviderType firstOrderGuarantee compensateFake times desc link instantDelivery
    instantRefund serviceRuleInfo refundRule depositRule deliverGoodsIntervalTime saleFlag promiseDeliveryTime immediatelyOnOfflineFlag
    deliveryMethod supportVerification certMerchantCode certExpireType certStartTime certEndTime certExpDays freightProviderTypeDesc
    showInsuranceRefuseTag insuranceRefuseReason freightProviderExplainDesc goodStoreCode warehouseCode itemId relItemId relSkuId price
    itemLinkUrl skuNick skuDesc goodsCode skuId orderDeliveryInfo enableAppendPackage maxPackageNum orderFlag flag orderCpsInfo
    distributorId activityUserId kwaiMoneyUserId orderList cursor pageSize beginTime endTime`,
    // Its refunds.
    `negotiateStatus refundFee refundType submitTime negotiateUpdateTime receiptStatus refundOrderInfoList pcursor currentPage
    totalPage totalSize`,
  ].flatMap((names) => names.trim().split(/\s+/)),
};
