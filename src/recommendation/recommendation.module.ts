import { Module } from '@nestjs/common';
import { FilmsModule } from '../films/films.module';
import { ModelStatus } from '../observability/model-status';
import { RatingsModule } from '../ratings/ratings.module';
import { ActiveModel } from './model/active-model';
import { ExplanationService } from './serving/explanation.service';
import { FilmMapService } from './serving/film-map.service';
import { ModelController } from './serving/model.controller';
import { NewFilms } from './serving/new-films';
import { PopularFilms } from './serving/popular-films';
import { RecommendationController } from './serving/recommendation.controller';
import { RecommendationService } from './serving/recommendation.service';
import { TrainingController } from './serving/training.controller';
import { TrainingEvents } from './serving/training-events';
import { TrainingModule } from './training/training.module';

/** Trains models outside the request path, and answers from the active one. */
@Module({
  imports: [FilmsModule, RatingsModule, TrainingModule],
  controllers: [RecommendationController, ModelController, TrainingController],
  providers: [
    ActiveModel,
    { provide: ModelStatus, useExisting: ActiveModel },
    TrainingEvents,
    RecommendationService,
    PopularFilms,
    ExplanationService,
    NewFilms,
    FilmMapService,
  ],
  exports: [ModelStatus],
})
export class RecommendationModule {}
