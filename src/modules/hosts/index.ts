export { HostApi, HostModule } from './host.module.js';
export { type Host, HostSchema } from './host.schema.js';
export { HostService } from './host.service.js';
