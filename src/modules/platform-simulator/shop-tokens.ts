import { createHash } from 'node:crypto';

/** The tokens of one shop. A refresh token is good for one use: the next one comes with the new access token. */
export class ShopTokens {
  private serial = 0;
  private isExpired = false;

  /** `first`: the tokens the shop has from the start, where its credentials name some. */
  constructor(
    private readonly seed: string,
    private readonly first: { readonly access?: string; readonly refresh?: string } = {},
  ) {}

  get accessToken(): string {
    return this.token('access');
  }

  get refreshToken(): string {
    return this.token('refresh');
  }

  get count(): number {
    return this.serial;
  }

  isGood(accessToken: string | null | undefined): boolean {
    return !this.isExpired && accessToken === this.accessToken;
  }

  /** Issued by this shop once, whether still good or not. */
  isKnown(accessToken: string | null | undefined): boolean {
    const serials = Array.from({ length: this.serial + 1 }, (_, serial) => serial);
    return serials.some((serial) => this.token('access', serial) === accessToken);
  }

  expire(): void {
    this.isExpired = true;
  }

  /** New tokens, if the refresh token is the latest one. */
  refresh(refreshToken: string | null | undefined): boolean {
    if (refreshToken !== this.refreshToken) return false;
    this.renew();
    return true;
  }

  renew(): void {
    this.serial += 1;
    this.isExpired = false;
  }

  private token(use: 'access' | 'refresh', serial = this.serial): string {
    const given = serial === 0 ? this.first[use] : undefined;
    return given ?? createHash('sha256').update(`${this.seed}|${use}|${serial}`).digest('hex').slice(0, 40);
  }
}
