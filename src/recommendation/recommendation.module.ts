import { Module } from '@nestjs/common';
import { FilmsModule } from '../films/films.module';
import { ModelStatus } from '../observability/model-status';
import { RatingsModule } from '../ratings/ratings.module';
import { ActiveModel } from './model/active-model';
import { ModelStore } from './model/model-store';
import { ExplanationService } from './serving/explanation.service';
import { FilmMapService } from './serving/film-map.service';
import { GroupIndexes } from './serving/groups/group-index';
import { GroupsController } from './serving/groups/groups.controller';
import { GroupsService } from './serving/groups/groups.service';
import { FilmListsController } from './serving/lists/film-lists.controller';
import { MostLikedFilms } from './serving/lists/most-liked-films';
import { SimilarFilms } from './serving/lists/similar-films';
import { ModelController } from './serving/model.controller';
import { FirstQuestionsController } from './serving/newcomers/first-questions.controller';
import { FirstQuestionsService } from './serving/newcomers/first-questions.service';
import { NewFilms } from './serving/new-films';
import { PopularFilms } from './serving/popular-films';
import { AverageTastes } from './serving/profile/average-taste';
import { TasteProfileController } from './serving/profile/taste-profile.controller';
import { TasteProfileService } from './serving/profile/taste-profile.service';
import { RecommendationController } from './serving/recommendation.controller';
import { RecommendationService } from './serving/recommendation.service';
import { TrainingRuns } from './training/training-runs';
import { TrainingScheduler } from './training/training.scheduler';

/** Trains models outside the request path, and answers from the active one. */
@Module({
  imports: [FilmsModule, RatingsModule],
  controllers: [
    RecommendationController,
    ModelController,
    FilmListsController,
    GroupsController,
    FirstQuestionsController,
    TasteProfileController,
  ],
  providers: [
    ModelStore,
    ActiveModel,
    { provide: ModelStatus, useExisting: ActiveModel },
    TrainingRuns,
    TrainingScheduler,
    RecommendationService,
    PopularFilms,
    ExplanationService,
    NewFilms,
    FilmMapService,
    SimilarFilms,
    MostLikedFilms,
    GroupIndexes,
    GroupsService,
    FirstQuestionsService,
    AverageTastes,
    TasteProfileService,
  ],
  exports: [ModelStatus],
})
export class RecommendationModule {}
