import { Module } from '@nestjs/common';
import { FilmsModule } from '../films/films.module';
import { ModelStatus } from '../observability/model-status';
import { TrainingStatus } from '../observability/training-status';
import { RatingsModule } from '../ratings/ratings.module';
import { ActiveModel } from './model/active-model';
import { ModelStore } from './model/model-store';
import { ExplanationService } from './serving/explanation.service';
import { FilmMapService } from './serving/film-map.service';
import { ModelController } from './serving/model.controller';
import { NewFilms } from './serving/new-films';
import { PopularFilms } from './serving/popular-films';
import { RecommendationController } from './serving/recommendation.controller';
import { RecommendationService } from './serving/recommendation.service';
import { RecordedTrainings } from './training/last-training';
import { TrainingRuns } from './training/training-runs';
import { TrainingScheduler } from './training/training.scheduler';

/** Trains models outside the request path, and answers from the active one. */
@Module({
  imports: [FilmsModule, RatingsModule],
  controllers: [RecommendationController, ModelController],
  providers: [
    ModelStore,
    ActiveModel,
    { provide: ModelStatus, useExisting: ActiveModel },
    TrainingRuns,
    { provide: TrainingStatus, useClass: RecordedTrainings },
    TrainingScheduler,
    RecommendationService,
    PopularFilms,
    ExplanationService,
    NewFilms,
    FilmMapService,
  ],
  exports: [ModelStatus, TrainingStatus],
})
export class RecommendationModule {}
