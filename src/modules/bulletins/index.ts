export { BulletinApi } from './bulletin.module.js';
