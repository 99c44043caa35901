/**
 * An example of a bridge, for platforms that push to no web address: 淘宝/天猫 and 拼多多. A client of the public webhook like any
 * other program; of the product it needs only `src/kernel`, so that it can be copied and changed.
 */
export { BRIDGE_DEFAULTS, BRIDGED_PLATFORMS, type BridgeOptions, runBridge } from './run-bridge.js';
export { AMOUNT_UNITS, type AmountUnit } from './pinduoduo-order.js';
export type { Answer } from './bridge.js';
export type { FeedCounts } from './line-feed.js';
