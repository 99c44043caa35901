import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, Conditional, CurrentPrincipal, IfMatch, Precondition, Tagged } from '../../platform/http/index.js';
import { PublicPageDto } from './public-page.dto.js';
import { PublicPages } from './public-pages.service.js';

@ApiTags('public page')
@Access('rules')
@Controller('api/v1/public-page')
export class PublicPageController {
  constructor(private readonly pages: PublicPages) {}

  @Get()
  @Tagged()
  @ApiOkResponse({ type: PublicPageDto })
  get(@CurrentPrincipal() principal: Principal): Promise<PublicPageDto> {
    return this.pages.get(principal);
  }

  /** Switches the public page of the installation on or off, at once. */
  @Put()
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: PublicPageDto })
  change(@CurrentPrincipal() principal: Principal, @Body() body: PublicPageDto, @IfMatch() expected: Precondition): Promise<PublicPageDto> {
    return this.pages.change(principal, body, expected);
  }
}
