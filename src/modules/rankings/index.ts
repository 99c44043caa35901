export { RankingApi } from './ranking.module.js';
