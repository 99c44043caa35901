import { Module } from '@nestjs/common';
import { OrderModule } from '../orders/index.js';
import { ShopModule } from '../shops/index.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxWriter } from './inbox-writer.js';
import { IntakeWorker } from './intake.worker.js';
import { MessageApplying } from './message-applying.service.js';
import { PushReceiver } from './push-receiver.service.js';
import { ShopKeys } from './shop-keys.js';
import { WebhookDoor } from './webhook-door.js';

@Module({ imports: [ShopModule], providers: [WebhookDoor, PushReceiver, ShopKeys, InboxWriter, InboxRepository] })
export class IntakeApi {}

@Module({ imports: [OrderModule], providers: [IntakeWorker, MessageApplying, InboxRepository] })
export class IntakeWorkers {}
