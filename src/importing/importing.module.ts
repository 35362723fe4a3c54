import { Module } from '@nestjs/common';
import { BatchController } from './batch.controller';
import { ExportController } from './export.controller';
import { BatchService } from './batch.service';

/** Takes in many rows at once, and gives them all out. */
@Module({ controllers: [BatchController, ExportController], providers: [BatchService] })
export class ImportingModule {}
