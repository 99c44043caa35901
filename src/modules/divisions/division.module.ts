import { Module } from '@nestjs/common';
import { DivisionImportRepository } from './division-import.repository.js';
import { DivisionImport } from './division-import.service.js';
import { DivisionPlacesService } from './division-places.service.js';
import { DivisionSuccessionRepository } from './division-succession.repository.js';
import { DivisionSuccession } from './division-succession.service.js';
import { DivisionController } from './division.controller.js';
import { DivisionRepository } from './division.repository.js';
import { DivisionService } from './division.service.js';

@Module({
  providers: [
    DivisionService,
    DivisionPlacesService,
    DivisionRepository,
    DivisionImport,
    DivisionImportRepository,
    DivisionSuccession,
    DivisionSuccessionRepository,
  ],
  exports: [DivisionService, DivisionPlacesService, DivisionImport, DivisionSuccession],
})
export class DivisionModule {}

@Module({ imports: [DivisionModule], controllers: [DivisionController] })
export class DivisionApi {}
