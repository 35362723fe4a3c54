import { Module } from '@nestjs/common';
import { BatchController } from './batch.controller';
import { BatchService } from './batch.service';

/** Takes in many rows at once, and gives them all out. */
@Module({ controllers: [BatchController], providers: [BatchService] })
export class ImportingModule {}
