import { Module } from '@nestjs/common';
import { FilmsModule } from '../films/films.module';
import { ModelStatus } from '../observability/model-status';
import { RatingsModule } from '../ratings/ratings.module';
import { ActiveModel } from './model/active-model';
import { ModelStore } from './model/model-store';
import { RecommendationAnswers } from './serving/answers';
import { ExplanationService } from './serving/explanation.service';
import { FilmIndexes } from './serving/film-index';
import { FilmMapService } from './serving/film-map.service';
import { FilmRows } from './serving/film-rows';
import { ScoringService } from './serving/film-scores';
import { ModelController } from './serving/model.controller';
import { PopularFilms } from './serving/popular-films';
import { RecommendationController } from './serving/recommendation.controller';
import { RecommendationService } from './serving/recommendation.service';
import { VersionCheck } from './serving/versions';
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
    TrainingScheduler,
    VersionCheck,
    FilmIndexes,
    FilmRows,
    PopularFilms,
    ScoringService,
    ExplanationService,
    RecommendationService,
    RecommendationAnswers,
    FilmMapService,
  ],
  exports: [ModelStatus],
})
export class RecommendationModule {}
