export { type Config, ConfigError, type ProcessRole, readConfig } from './config.js';
export { CONFIG, ConfigModule } from './config.module.js';
