export { createLogger, NestLogger } from './json-logger.js';
export { Metrics } from './metrics.js';
export { TelemetryModule } from './telemetry.module.js';
