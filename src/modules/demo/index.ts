/** The demonstration and the simulator: a client of the public HTTP API, as far from the product's inside as any other program. */
export { simulate } from './simulate.js';
export { SIMULATE_DEFAULTS, type SimulateOptions, type SimulateReport } from './simulate-options.js';
export { DemoError, type DemoErrorCode } from './demo.errors.js';
export { signWebhook, createWebhookSecret } from './signing.js';
export { isSuccess, requiredText, type Resource, resourceOf } from './api-client.js';
export { type HttpAnswer, pause, sendUntilAnswered } from './http-attempts.js';
