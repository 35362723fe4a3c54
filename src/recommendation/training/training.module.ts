import { Module } from '@nestjs/common';
import { ModelStore } from '../model/model-store';
import { TrainingQueue } from './training-queue';

/** The trainings and what came of them. None is done in this process: see TrainingWorkModule. */
@Module({ providers: [ModelStore, TrainingQueue], exports: [ModelStore, TrainingQueue] })
export class TrainingModule {}
