/** The answers of the API under the page's names; what they hold is generated from the OpenAPI document. */
export type {
  EstimateDto as Estimate,
  FavouriteDto as Favourite,
  EventDto as FilmEvent,
  FilmAudienceDto as Audience,
  FilmDto as Film,
  FilmMapDto as FilmMap,
  FirstQuestionDto as StarterFilm,
  GroupFilmDto as GroupFilm,
  GroupWithTraitsDto as Group,
  HomeRowDto as HomeRow,
  ImportJobDto as ImportJob,
  KeyDto as ApiKey,
  MapFilmDto as MapFilm,
  ModelDto as Model,
  PersonalDataDto as PersonalData,
  PopularFilmDto as PopularFilm,
  QualityLineDto as QualityLine,
  RatingDto as Rating,
  ReasonDto as Reason,
  RecommendationDto as Recommendation,
  SimilarFilmDto as SimilarFilm,
  TasteProfileDto as Profile,
  TrackedFilmDto as TrackedFilm,
  TrackedFilmsDto as TrackedFilms,
  TrainingDto as Training,
  UserDto as User,
  VersionDto as Version,
} from './generated/types.gen';

/** The header X-Recomendacao-Origem: where the films of a list come from. */
export type Origin = 'modelo' | 'populares' | 'rever';
