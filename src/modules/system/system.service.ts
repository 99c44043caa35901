import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorTable } from '../../kernel/domain-error.js';
import { Database, operator, SIGN_IN } from '../../platform/database/index.js';
import { SystemRepository } from './system.repository.js';

const ERRORS = {
  'system.sample-data': {
    status: 500,
    zh: '这个数据目录里是示例数据，不能用来记真账。请另设 DATA_DIR，或删除该目录。',
    en: 'This data directory holds sample data and cannot keep real books. Set DATA_DIR to another directory, or delete this one.',
  },
  'system.real-data': {
    status: 500,
    zh: '这个数据目录里是真实数据，不能载入示例。请为演示另设 DATA_DIR。',
    en: 'This data directory holds real data; the demo does not touch it. Set DATA_DIR to another directory for the demo.',
  },
} as const satisfies ErrorTable<string>;

export class SystemError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS) {
    super(ERRORS[code], code);
  }
}

/** What this installation is. Sample and real data never share a database. */
@Injectable()
export class SystemService {
  constructor(
    private readonly database: Database,
    private readonly repository: SystemRepository,
  ) {}

  /** At start: marks a new installation, and refuses to mix. */
  async settle(isDemo: boolean): Promise<void> {
    const instance = await this.database.transaction(operator('start-up'), async (tx) => {
      await this.repository.insertInstance(tx, isDemo);
      return this.repository.findInstance(tx);
    });
    if (instance !== null && instance.isSampleData !== isDemo) throw new SystemError(isDemo ? 'system.real-data' : 'system.sample-data');
  }

  async isSampleData(): Promise<boolean> {
    const instance = await this.database.snapshot(operator('system'), (tx) => this.repository.findInstance(tx));
    return instance?.isSampleData ?? false;
  }

  async isReady(): Promise<boolean> {
    try {
      await this.database.transaction(SIGN_IN, (tx) => this.repository.ping(tx));
      return true;
    } catch {
      return false;
    }
  }
}
