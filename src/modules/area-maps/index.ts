export { AreaMapApi } from './area-map.module.js';
