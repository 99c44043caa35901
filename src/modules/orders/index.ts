export { OrderApi, OrderKeyModule, OrderModule, OrderWorkers } from './order.module.js';
export { type FileWord, FileWords, type Withdrawn } from './file-words.service.js';
export { type ForecastOrder, OrderForecast } from './order-forecast.service.js';
export { OrderIds } from './order-id.js';
export { OrderKeys } from './order-keys.js';
export { OrderRecorder } from './order-recorder.service.js';
export { OrderRehearsal, type RehearsedOrder } from './order-rehearsal.service.js';
export type { RetiredOrder } from './order.repository.js';
export {
  ORDER_STATUSES,
  type OrderStatus,
  REFUND_KINDS,
  REFUND_STATUSES,
  type SaidHeader,
  type SaidLine,
  type SaidOrder,
  type SaidRefund,
} from './said-order.js';
