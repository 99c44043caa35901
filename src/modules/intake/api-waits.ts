import { Injectable } from '@nestjs/common';

/** How long platforms' APIs are waited for, and left alone: in one place, so that tests need not wait as long as shops do. */
@Injectable()
export class ApiWaits {
  factor = 1;

  ms(milliseconds: number): number {
    return milliseconds * this.factor;
  }
}
