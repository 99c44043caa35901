import type { ImportFault } from './file-import.js';

/** The import cannot go on, and a person must hear why. */
export class ImportStopped extends Error {
  constructor(readonly fault: ImportFault) {
    super(fault.code);
  }
}
