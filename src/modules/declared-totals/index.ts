export { DeclaredTotalApi } from './declared-total.module.js';
