import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, Public } from '../../platform/http/index.js';
import { Metrics } from '../../platform/telemetry/index.js';
import { SystemService } from './system.service.js';

export const VERSION = '0.1.0';

export class SystemDto {
  @ApiProperty({ description: 'Sample data (示例数据): not a word of it is real' }) sampleData: boolean;
  @ApiProperty({ example: VERSION }) version: string;
}

export class HealthDto {
  @ApiProperty({ enum: ['ok', 'unavailable'] }) status: string;
}

@ApiTags('system')
@Access('own-account')
@Controller()
export class SystemController {
  constructor(
    private readonly system: SystemService,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs. */
  @Public()
  @Get('health/live')
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** The process can serve: the database answers. 503 otherwise. */
  @Public()
  @Get('health/ready')
  @ApiOkResponse({ type: HealthDto })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthDto> {
    const isReady = await this.system.isReady();
    if (!isReady) void reply.status(503);
    return { status: isReady ? 'ok' : 'unavailable' };
  }

  /** Prometheus text format; for a scraper with a token of an operator's or an auditor's, of which `system.read` is enough. */
  @Access('system')
  @Get('metrics')
  @ApiOkResponse({ schema: { type: 'string' } })
  async readMetrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('Content-Type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }

  /** What this installation is. */
  @Get('api/v1/system')
  @ApiOkResponse({ type: SystemDto })
  async read(): Promise<SystemDto> {
    return { sampleData: await this.system.isSampleData(), version: VERSION };
  }
}
