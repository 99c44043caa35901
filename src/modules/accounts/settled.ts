import { AccountError } from './account.errors.js';

/** What somebody must do before anything else. */
export interface Unsettled {
  readonly mustChangePassword: boolean;
  readonly mustSetUpSecondStep: boolean;
}

export function requireSettled({ mustChangePassword, mustSetUpSecondStep }: Unsettled): void {
  if (mustChangePassword) throw new AccountError('auth.change-password');
  if (mustSetUpSecondStep) throw new AccountError('auth.set-up-second-step');
}
