export { HeadlineIndicatorsDto, INDICATORS, IndicatorQuery, type FigureDto, type TwoFiguresDto } from './headline-indicator.dto.js';
export { HeadlineIndicatorApi } from './headline-indicator.module.js';
export { HeadlineIndicators } from './headline-indicator.service.js';
