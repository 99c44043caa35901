export { AccessGuard } from './access.guard.js';
export { Fence } from './fence.service.js';
export { AccountApi, AccountModule } from './account.module.js';
export { Administrators, FIRST_ADMINISTRATOR } from './first-administrator.service.js';
export { SignIn } from './sign-in.service.js';
