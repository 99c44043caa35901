import { type DynamicModule, Module } from '@nestjs/common';
import { AccountApi, AccountModule } from './modules/accounts/index.js';
import { AreaMapApi } from './modules/area-maps/index.js';
import { AttributionApi, AttributionRuleSchema } from './modules/attribution/index.js';
import { AuditApi, AuditModule, AuditWorkers } from './modules/audit/index.js';
import { CampaignApi, CampaignSchema } from './modules/campaigns/index.js';
import { BulletinApi } from './modules/bulletins/index.js';
import { DivisionAliasSchema, DivisionApi, DivisionModule, DivisionSchema } from './modules/divisions/index.js';
import { EvidenceApi } from './modules/evidence/index.js';
import { ExchangeRateApi, ExchangeRateModule } from './modules/exchange-rates/index.js';
import { ExplainApi, ExplainModule } from './modules/explain/index.js';
import { HeadlineIndicatorApi } from './modules/headline-indicators/index.js';
import { HostApi, HostSchema } from './modules/hosts/index.js';
import { ImportApi, ImportWorkers } from './modules/imports/index.js';
import { IntakeApi, IntakeWorkers } from './modules/intake/index.js';
import { LiveBoardApi } from './modules/live-board/index.js';
import { LiveSessionApi, LiveSessionSchema } from './modules/live-sessions/index.js';
import { MerchantApi, MerchantSchema } from './modules/merchants/index.js';
import { MerchantStockApi } from './modules/merchant-stock/index.js';
import { OnboardingApi } from './modules/onboarding/index.js';
import { OrderApi, OrderWorkers } from './modules/orders/index.js';
import { PriceWatchApi } from './modules/price-watch/index.js';
import { ProductApi, ProductSchema } from './modules/products/index.js';
import { RankingApi } from './modules/rankings/index.js';
import { ReconciliationApi, ReconciliationWorkers } from './modules/reconciliation/index.js';
import { ReportTableApi } from './modules/report-tables/index.js';
import { RetentionApi, RetentionModule, RetentionWorkers } from './modules/retention/index.js';
import { RevenueWorkers, VerificationModule } from './modules/revenue/index.js';
import { DeclaredTotalApi } from './modules/declared-totals/index.js';
import { SalesTargetApi } from './modules/sales-targets/index.js';
import { SessionFactsApi } from './modules/session-facts/index.js';
import { ItemMappingSchema, PlatformAppSchema, ShopApi, ShopSchema } from './modules/shops/index.js';
import { SilenceWatchApi } from './modules/silence-watch/index.js';
import { SystemApi, SystemModule } from './modules/system/index.js';
import { WatchFileApi } from './modules/watch-files/index.js';
import { ClockModule } from './platform/clock/index.js';
import { type Config, ConfigModule } from './platform/config/index.js';
import { CryptoModule } from './platform/crypto/index.js';
import { type DatabaseAccess, DatabaseModule, readSecrets } from './platform/database/index.js';
import { HttpModule } from './platform/http/index.js';
import { LivePushModule } from './platform/live-push/index.js';
import { QueueModule } from './platform/queue/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';

const ENTITIES = [
  MerchantSchema,
  ProductSchema,
  ShopSchema,
  PlatformAppSchema,
  ItemMappingSchema,
  HostSchema,
  LiveSessionSchema,
  CampaignSchema,
  DivisionSchema,
  DivisionAliasSchema,
  AttributionRuleSchema,
];

const API = [
  AccountApi,
  OnboardingApi,
  SystemApi,
  DivisionApi,
  MerchantApi,
  ProductApi,
  ShopApi,
  HostApi,
  LiveSessionApi,
  AttributionApi,
  OrderApi,
  ExchangeRateApi,
  RankingApi,
  ExplainApi,
  SessionFactsApi,
  CampaignApi,
  EvidenceApi,
  LiveBoardApi,
  IntakeApi,
  ImportApi,
  ReconciliationApi,
  RetentionApi,
  AreaMapApi,
  AuditApi,
  ReportTableApi,
  BulletinApi,
  HeadlineIndicatorApi,
  MerchantStockApi,
  DeclaredTotalApi,
  SalesTargetApi,
  PriceWatchApi,
  SilenceWatchApi,
  WatchFileApi,
];
const WORKERS = [IntakeWorkers, ImportWorkers, OrderWorkers, RevenueWorkers, ReconciliationWorkers, RetentionWorkers, AuditWorkers];

export interface Runtime {
  readonly config: Config;
  readonly access: DatabaseAccess;
  readonly secretKey: string;
  /** The one before, while the secret key is being changed. */
  readonly previousSecretKey?: string | null;
}

/** What a process is made of, by its role. */
@Module({})
export class AppModule {
  static of(runtime: Runtime): DynamicModule {
    const { config, access } = runtime;
    const hasWorkers = config.role !== 'api';
    return {
      module: AppModule,
      imports: [
        ...technology(runtime, hasWorkers),
        LivePushModule.of({ redisUrl: config.redisUrl, access }),
        QueueModule.of({ redisUrl: config.redisUrl, access, hasWorkers }),
        HttpModule,
        AccountModule,
        SystemModule,
        DivisionModule,
        ...(config.role === 'worker' ? [] : API),
        ...(hasWorkers ? WORKERS : []),
      ],
    };
  }
}

/** What a command needs: the database and the services behind it, no queue and no HTTP. */
@Module({})
export class CommandModule {
  static of(runtime: Runtime): DynamicModule {
    return {
      module: CommandModule,
      imports: [
        ...technology(runtime, true),
        AccountModule,
        SystemModule,
        DivisionModule,
        VerificationModule,
        RetentionModule,
        ExplainModule,
        ExchangeRateModule,
        AuditModule,
      ],
    };
  }
}

function technology(
  { config, access, secretKey, previousSecretKey = null }: Runtime,
  hasWorkers: boolean,
): DynamicModule['imports'] & object {
  return [
    ConfigModule.of(config),
    ClockModule,
    TelemetryModule,
    CryptoModule.of(() => readSecrets(access, secretKey, previousSecretKey)),
    DatabaseModule.of({ access, entities: ENTITIES, hasWorkers }),
  ];
}
