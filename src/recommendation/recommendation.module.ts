import { Module } from '@nestjs/common';
import { TokensModule } from '../access/tokens.module';
import { EventsModule } from '../events/events.module';
import { ExperimentsModule } from '../experiments/experiments.module';
import { FilmsModule } from '../films/films.module';
import { ModelStatus } from '../observability/model-status';
import { TrainingStatus } from '../observability/training-status';
import { RatingsModule } from '../ratings/ratings.module';
import { RulesModule } from '../rules/rules.module';
import { UsersModule } from '../users/users.module';
import { ComparisonController } from './comparison/comparison.controller';
import { VersionComparison } from './comparison/version-comparison';
import { ActiveModel } from './model/active-model';
import { NamedModels } from './model/named-models';
import { HttpAnswerService } from './serving/http-answer.service';
import { DataVersionService } from './serving/data-version.service';
import { FilmMapController } from './map/film-map.controller';
import { FilmMapService } from './map/film-map.service';
import { LikeCounts } from './serving/like-counts';
import { ScoredPeople } from './serving/scored-people';
import { ScoringService } from './serving/scoring.service';
import { ServingStates } from './serving/serving-states';
import { Trends } from './serving/trends';
import { GivenNames } from './groups/given-names.service';
import { GroupIndexes } from './groups/group-indexes';
import { GroupsController } from './groups/groups.controller';
import { GroupsService } from './groups/groups.service';
import { HomeController } from './home/home.controller';
import { HomeService } from './home/home.service';
import { FilmListsController } from './lists/film-lists.controller';
import { MostLikedFilms } from './lists/most-liked-films';
import { SimilarFilms } from './lists/similar-films';
import { ModelController } from './model/model.controller';
import { FirstQuestionsController } from './newcomers/first-questions.controller';
import { FirstQuestionsService } from './newcomers/first-questions.service';
import { FilmAudience } from './profile/film-audience';
import { FilmAudienceController } from './profile/film-audience.controller';
import { AverageTastes } from './profile/average-tastes';
import { TasteProfileController } from './profile/taste-profile.controller';
import { TasteProfileService } from './profile/taste-profile.service';
import { EarlyLists } from './serving/early-lists';
import { PersonLists } from './serving/person-lists';
import { RecommendationController } from './serving/recommendation.controller';
import { RecommendationService } from './serving/recommendation.service';
import { RuleSimulation } from './simulation/rule-simulation';
import { SimulationController } from './simulation/simulation.controller';
import { GroupReader } from './together/group-reader';
import { TogetherController } from './together/together.controller';
import { TogetherService } from './together/together.service';
import { TrainingController } from './training/training.controller';
import { TrainingEvents } from './training/training-events';
import { RecordedTrainings } from './training/last-training';
import { TrainingScheduleModule } from './training/training-schedule.module';
import { TrainingsService } from './training/trainings.service';

/** Trains models outside the request path, and answers from the active one. */
@Module({
  imports: [
    TokensModule,
    EventsModule,
    FilmsModule,
    RatingsModule,
    UsersModule,
    RulesModule,
    ExperimentsModule,
    TrainingScheduleModule,
  ],
  controllers: [
    RecommendationController,
    ModelController,
    FilmMapController,
    TrainingController,
    FilmListsController,
    GroupsController,
    FirstQuestionsController,
    TasteProfileController,
    FilmAudienceController,
    HomeController,
    SimulationController,
    ComparisonController,
    TogetherController,
  ],
  providers: [
    ActiveModel,
    { provide: ModelStatus, useExisting: ActiveModel },
    { provide: TrainingStatus, useClass: RecordedTrainings },
    NamedModels,
    TrainingEvents,
    TrainingsService,
    DataVersionService,
    ServingStates,
    Trends,
    LikeCounts,
    ScoringService,
    ScoredPeople,
    RecommendationService,
    HttpAnswerService,
    EarlyLists,
    PersonLists,
    FilmMapService,
    SimilarFilms,
    MostLikedFilms,
    GroupIndexes,
    GivenNames,
    GroupsService,
    FirstQuestionsService,
    AverageTastes,
    TasteProfileService,
    FilmAudience,
    HomeService,
    RuleSimulation,
    VersionComparison,
    TogetherService,
    GroupReader,
  ],
  exports: [
    ModelStatus,
    TrainingStatus,
    ExperimentsModule,
    PersonLists,
    SimilarFilms,
    TasteProfileService,
    TogetherService,
    GroupReader,
  ],
})
export class RecommendationModule {}
