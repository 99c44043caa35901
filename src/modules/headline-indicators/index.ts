export { HeadlineIndicatorApi } from './headline-indicator.module.js';
