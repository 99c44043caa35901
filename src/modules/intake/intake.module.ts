import { Module, type OnModuleInit } from '@nestjs/common';
import { OrderModule } from '../orders/index.js';
import { CredentialShapes, ShopModule } from '../shops/index.js';
import { ApiCaller } from './api-caller.js';
import { ApiPace } from './api-pace.js';
import { ApiSender } from './api-sender.js';
import { ApiWaits } from './api-waits.js';
import { ApiTokenRepository } from './api-token.repository.js';
import { ApiTokenStore } from './api-tokens.service.js';
import { DeliveryCounters } from './delivery-counters.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryGauges } from './delivery-gauges.service.js';
import { DeliveryHealthRepository } from './delivery-health.repository.js';
import { DeliveryHealth } from './delivery-health.service.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DetailFetching } from './detail-fetching.service.js';
import { DetailTodoRepository } from './detail-todo.repository.js';
import { DoorBudget } from './door-budget.js';
import { FetchedOrderRepository } from './fetched-order.repository.js';
import { FetchedOrders } from './fetched-orders.service.js';
import { FileMessages } from './file-messages.service.js';
import { InboxEntries } from './inbox-entries.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxWriter } from './inbox-writer.js';
import { IntakeWorker } from './intake.worker.js';
import { MessageController } from './message.controller.js';
import { MessageFields } from './message-fields.service.js';
import { MessageIds } from './message-id.js';
import { MessageRepository } from './message.repository.js';
import { Messages } from './message.service.js';
import { MessageApplying } from './message-applying.service.js';
import { MessageFieldRepository } from './message-field.repository.js';
import { MessageRouting } from './message-routing.js';
import { MessageSettlement } from './message-settlement.service.js';
import { MessageStripping } from './message-stripping.js';
import { PlatformApiWorker } from './platform-api.worker.js';
import { PlatformPullRepository } from './platform-pull.repository.js';
import { PlatformPull } from './platform-pull.service.js';
import { PlatformQuestions } from './platform-questions.service.js';
import { ADAPTERS } from './platforms/index.js';
import { PushReceiver } from './push-receiver.service.js';
import { ReplayRepository } from './replay.repository.js';
import { ReplaySelection } from './replay-selection.js';
import { Replay } from './replay.service.js';
import { SealedMessages } from './sealed-messages.service.js';
import { ShopAllowance } from './shop-allowance.js';
import { ShopKeys } from './shop-keys.js';
import { TestMessages } from './test-message.service.js';
import { UnknownFields } from './unknown-fields.js';
import { WantedOrders } from './wanted-orders.service.js';
import { WebhookDoor } from './webhook-door.js';

const INBOX = [
  InboxEntries,
  InboxRepository,
  MessageStripping,
  MessageFieldRepository,
  DeliveryRepository,
  DeliveryHealthRepository,
  DetailTodoRepository,
];

/** What may be stored of a message, and where: the same for what is pushed and what is fetched. */
@Module({
  providers: [...INBOX],
  exports: [...INBOX],
})
class InboxModule {}

/** For whoever reads exported files. */
@Module({ imports: [InboxModule], providers: [FileMessages], exports: [FileMessages] })
export class FileMessageModule {}

@Module({
  imports: [ShopModule, InboxModule, OrderModule],
  controllers: [MessageController, DeliveryController],
  providers: [
    ...[WebhookDoor, DoorBudget, PushReceiver, ShopKeys, ShopAllowance, MessageRouting, InboxWriter, DeliveryCounters],
    ...[DeliveryHealth, TestMessages],
    ...[Messages, MessageRepository, MessageIds, MessageFields, Replay, ReplayRepository, ReplaySelection, SealedMessages],
  ],
})
export class IntakeApi implements OnModuleInit {
  constructor(private readonly shapes: CredentialShapes) {}

  onModuleInit(): void {
    for (const [door, adapter] of Object.entries(ADAPTERS)) if (!this.shapes.has(door)) this.shapes.add(door, adapter.credentials);
  }
}

/** Asking platforms. One for the process: limits and circuits are the shop's, whoever asks. */
@Module({
  imports: [ShopModule, InboxModule],
  providers: [ApiCaller, ApiPace, ApiWaits, ApiSender, ApiTokenStore, ApiTokenRepository, PlatformQuestions, WantedOrders],
  exports: [ApiCaller, ApiWaits, PlatformQuestions, WantedOrders],
})
export class PlatformApiModule {}

@Module({
  imports: [OrderModule, ShopModule, InboxModule, PlatformApiModule],
  providers: [
    ...[IntakeWorker, DeliveryGauges, MessageApplying, MessageSettlement, UnknownFields],
    ...[PlatformApiWorker, DetailFetching, PlatformPull, PlatformPullRepository, FetchedOrders, FetchedOrderRepository],
  ],
})
export class IntakeWorkers {}
