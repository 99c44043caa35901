import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { OutOfScope } from '../../platform/http/index.js';
import type { PublicPageDto } from './public-page.dto.js';

const READ = 'select is_on as "isOn", title from public_page';

/** Whether the installation has a public page; one row. */
@Injectable()
export class PublicPageRepository {
  get(tx: Tx): Promise<PublicPageDto> {
    return this.read(tx, READ);
  }

  getForChange(tx: Tx): Promise<PublicPageDto> {
    return this.read(tx, `${READ} for update`);
  }

  async set(tx: Tx, { isOn, title }: PublicPageDto): Promise<void> {
    await tx.query('update public_page set is_on = $1, title = $2', [isOn, title]);
  }

  private async read(tx: Tx, statement: string): Promise<PublicPageDto> {
    const [page] = await tx.query<PublicPageDto>(statement);
    if (page === undefined) throw new OutOfScope();
    return page;
  }
}
