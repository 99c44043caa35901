// Loaded before the program (node --import): its wall clock runs as much ahead as CUNBO_FAULTS_AHEAD_MS says. The program knows nothing of it.
import process from 'node:process';

const aheadMs = Number(process.env.CUNBO_FAULTS_AHEAD_MS);
const RealDate = globalThis.Date;

class ShiftedDate extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(RealDate.now() + aheadMs);
    else super(...values);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
}

globalThis.Date = ShiftedDate;
