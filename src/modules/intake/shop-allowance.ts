import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Allowance } from '../../platform/http/index.js';

const BURST_SECONDS = 5;

/** How many authentic pushes one shop may send this process, so that a sender gone wild does not keep the others out. */
@Injectable()
export class ShopAllowance extends Allowance {
  constructor(@Inject(CONFIG) config: Config) {
    super(config.shopPushesPerSecond, BURST_SECONDS);
  }
}
