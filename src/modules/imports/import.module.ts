import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/index.js';
import { FileMessageModule } from '../intake/index.js';
import { OrderModule } from '../orders/index.js';
import { ShopModule } from '../shops/index.js';
import { ActingPerson } from './acting-person.service.js';
import { ImportCombining } from './import-combining.service.js';
import { ImportCommitting } from './import-committing.service.js';
import { ImportContent } from './import-content.service.js';
import { ImportController } from './import.controller.js';
import { ImportFiles } from './import-files.service.js';
import { ImportReading } from './import-reading.service.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-rows.repository.js';
import { Imports } from './import.service.js';
import { ImportUpload } from './import-upload.service.js';
import { ImportView } from './import-view.js';
import { ImportWork } from './import-work.service.js';
import { ImportWorkRepository } from './import-work.repository.js';
import { ImportWorker } from './import.worker.js';

@Module({
  imports: [ShopModule],
  controllers: [ImportController],
  providers: [ImportUpload, Imports, ImportFiles, ImportView, ImportContent, ImportRepository, ImportRowRepository],
})
export class ImportApi {}

@Module({
  imports: [AccountModule, ShopModule, OrderModule, FileMessageModule],
  providers: [
    ...[ImportWorker, ImportWork, ImportWorkRepository, ActingPerson],
    ...[ImportReading, ImportCombining, ImportCommitting, ImportContent, ImportRowRepository],
  ],
})
export class ImportWorkers {}
