import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { SessionCounters } from './live-session.schema.js';

type Meaning = readonly [description: string, example: number];

/** Peaks and people cannot be added up over sessions, views and clicks can. */
const MEANINGS: Readonly<Record<keyof SessionCounters, Meaning>> = {
  views: ['Views (观看人次): entries into the room', 12_850],
  viewers: ['Viewers (观看人数): different people', 8_340],
  buyers: ['Buyers (成交人数): different people who paid, as the platform counts them; the ledger knows none', 214],
  peakOnline: ['Peak online (在线峰值): most people at once', 512],
  likes: ['Likes (点赞数)', 20_400],
  comments: ['Comments (评论数)', 1_260],
  newFollowers: ['New followers (新增粉丝): people', 185],
  productClicks: ['Product clicks (商品点击次数)', 3_970],
};

function schemaOf(name: keyof SessionCounters): { type: 'integer'; nullable: true; minimum: number; description: string; example: number } {
  const [description, example] = MEANINGS[name];
  return {
    type: 'integer',
    nullable: true,
    minimum: 0,
    description: `${description}; null: not reported, or, for a bureau, fewer than three people`,
    example,
  };
}

function Counted(name: keyof SessionCounters): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional(schemaOf(name)), IsOptional(), IsInt(), Min(0), Max(Number.MAX_SAFE_INTEGER));
}

function Reported(name: keyof SessionCounters): PropertyDecorator {
  return ApiProperty(schemaOf(name));
}

/** The counters of a body. */
export class GivenCounters implements Partial<SessionCounters> {
  @Counted('views') views?: number | null;
  @Counted('viewers') viewers?: number | null;
  @Counted('buyers') buyers?: number | null;
  @Counted('peakOnline') peakOnline?: number | null;
  @Counted('likes') likes?: number | null;
  @Counted('comments') comments?: number | null;
  @Counted('newFollowers') newFollowers?: number | null;
  @Counted('productClicks') productClicks?: number | null;
}

/** The counters of an answer. */
export class CountersDto implements SessionCounters {
  @Reported('views') views: number | null;
  @Reported('viewers') viewers: number | null;
  @Reported('buyers') buyers: number | null;
  @Reported('peakOnline') peakOnline: number | null;
  @Reported('likes') likes: number | null;
  @Reported('comments') comments: number | null;
  @Reported('newFollowers') newFollowers: number | null;
  @Reported('productClicks') productClicks: number | null;
}
