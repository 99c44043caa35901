export { CampaignApi } from './campaign.module.js';
export { CampaignSchema } from './campaign.schema.js';
