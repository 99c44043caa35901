import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { METRIC_CATALOGUE } from './metric-catalogue.js';
import { MetricList } from './metric.dto.js';
import { Access } from '../../platform/http/index.js';

@ApiTags('session-facts')
@Access('sessions')
@Controller('api/v1/metrics')
export class MetricController {
  /** What each metric of session facts means: name, formula, unit, how it is made over several sessions, and the formulas it is mistaken for. */
  @Get()
  @ApiOkResponse({ type: MetricList })
  list(): MetricList {
    return { items: METRIC_CATALOGUE };
  }
}
