import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, IdPipe, Write, type WriteRequest } from '../../platform/http/index.js';
import { AttachPhoto, PhotoDto, PhotoList } from './evidence.dto.js';
import { Evidence } from './evidence.service.js';
import { JPEG_RESPONSE, jpegFile } from './jpeg-file.js';

@ApiTags('evidence')
@Access('sales')
@IdOf('order')
@Controller('api/v1/orders/:id/photos')
export class OrderPhotoController {
  constructor(private readonly evidence: Evidence) {}

  /** Attaches a photograph as evidence of an order. Only its merchant, operators and auditors ever see it. */
  @Post()
  @ApiCreatedResponse({ type: PhotoDto })
  attach(@Write() write: WriteRequest, @Param('id') id: string, @Body() body: AttachPhoto): Promise<PhotoDto> {
    return this.evidence.attach(write, { orderId: id }, body);
  }

  /** What is attached to an order, without the pictures. */
  @Get()
  @ApiOkResponse({ type: PhotoList })
  list(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<PhotoList> {
    return this.evidence.list(principal, { orderId: id });
  }

  /** One picture. Who looked is recorded. */
  @Get(':photoId')
  @ApiOkResponse(JPEG_RESPONSE)
  async view(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Param('photoId', IdPipe) photoId: string,
  ): Promise<StreamableFile> {
    return jpegFile(await this.evidence.view(principal, { orderId: id }, photoId));
  }
}
