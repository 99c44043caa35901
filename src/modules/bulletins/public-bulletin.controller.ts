import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IdPipe, PageQuery, Public } from '../../platform/http/index.js';
import { PublicBulletinDto, PublicBulletinPage } from './public-bulletin.dto.js';
import { PublicBulletins } from './public-bulletins.service.js';

/** 404 `bulletins.no-public-page` for everything while the page is off, which it is until an operator switches it on. */
@ApiTags('public page')
@Public()
@Controller('api/v1/public/bulletins')
export class PublicBulletinController {
  constructor(private readonly bulletins: PublicBulletins) {}

  /** Issued bulletins that are marked as public, newest month first. */
  @Get()
  @ApiOkResponse({ type: PublicBulletinPage })
  list(@Query() page: PageQuery): Promise<PublicBulletinPage> {
    return this.bulletins.list(page);
  }

  /** Its figures, of the latest copy. Those of members with fewer than three merchants are withheld, and so are counts of one or two. */
  @Get(':id')
  @ApiOkResponse({ type: PublicBulletinDto })
  get(@Param('id', IdPipe) id: string): Promise<PublicBulletinDto> {
    return this.bulletins.get(id);
  }
}
