import { DomainError, type ErrorTable } from '../../kernel/domain-error.js';

const ERRORS = {
  'area-map.none': {
    status: 404,
    zh: '这里没有带审图号的地图。可以看格子图；需要地图时，请管理员用 CUNBO_MAP_FILE 提供。',
    en: 'There is no reviewed map here. There is a grid of tiles; a map is supplied by the operator with CUNBO_MAP_FILE.',
  },
} as const satisfies ErrorTable<string>;

export class AreaMapError extends DomainError<keyof typeof ERRORS> {
  constructor(code: keyof typeof ERRORS) {
    super(ERRORS[code], code);
  }
}
