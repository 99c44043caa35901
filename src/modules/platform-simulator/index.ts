/** Shop platforms on this machine, as the other side of the intake: they share no code with it, so that neither can hide the other's mistakes. */
export { PlatformSimulator } from './platform-simulator.js';
export { SimulatedShop } from './simulated-shop.js';
export { PLATFORMS, type ShopDraft, type SimulatedPlatform, type SimulatedPush } from './platform-side.js';
export type {
  LineDraft,
  OrderDraft,
  RefundDraft,
  RefundKind,
  RefundStep,
  SalesChannel,
  SimulatedBuyer,
  SimulatedLine,
  SimulatedOrder,
  SimulatedRefund,
} from './simulated-order.js';
export type { BookTotals, DayTotals } from './shop-totals.js';
export { PlatformFaults, distort, seededRandom, type Distortion } from './faults.js';
export { addReports, deliver, deliverAll, NO_DELIVERY, type DeliveryManners, type DeliveryReport } from './delivery.js';
export { SimulatorError, type SimulatorErrorCode } from './platform-simulator.errors.js';
export { runPlatforms } from './platform-run.js';
export { PLATFORM_RUN_DEFAULTS, type PlatformRunOptions, readPlatforms } from './platform-run-options.js';
export type { PlatformReport, PlatformRunReport } from './platform-run-report.js';
