import { Module } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { TokensModule } from '../access/tokens.module';
import { SETTINGS, type Settings } from '../config/settings';
import { BatchController } from './batch/batch.controller';
import { BatchService } from './batch/batch.service';
import { ExportController } from './export/export.controller';
import { ExportService } from './export/export.service';
import { ImportQueue } from './jobs/import-queue';
import { ImportRunner } from './jobs/import-runner';
import { prepareUploadFolder, removeOnceAnswered } from './jobs/upload-folder';
import { UploadsController } from './jobs/uploads.controller';
import { UploadsService } from './jobs/uploads.service';
import { TrackedFilmsController } from './visitors/tracked-films.controller';
import { TrackedFilmsService } from './visitors/tracked-films.service';

/** Takes in many rows at once, and gives them all out. */
@Module({
  imports: [
    TokensModule,
    MulterModule.registerAsync({
      inject: [SETTINGS],
      useFactory: async ({ uploadLimit }: Settings) => ({
        dest: await prepareUploadFolder(),
        fileFilter: removeOnceAnswered,
        limits: { fileSize: uploadLimit, files: 1, fields: 10, fieldSize: 1024 },
      }),
    }),
  ],
  controllers: [BatchController, ExportController, UploadsController, TrackedFilmsController],
  providers: [BatchService, ExportService, ImportQueue, ImportRunner, UploadsService, TrackedFilmsService],
  exports: [BatchService],
})
export class ImportingModule {}
