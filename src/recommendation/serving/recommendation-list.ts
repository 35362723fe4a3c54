import type { Origin, RecommendationDto } from './recommendation.dto';

/** What is told of an answer beside its films, and of what it was made. */
export interface Answered {
  readonly origin: Origin;
  /** Version of the model that ranked the films; null when none did. */
  readonly modelVersion: number | null;
  /** The user's ratings up to this version are in the answer. */
  readonly profileVersion: number;
  /** What the filter asked for and no film has, as the header says it; null where there is nothing to say. */
  readonly hint: string | null;
  /** Of the films that are available, see FilmSelection; null where nobody asked. */
  readonly availability: number | null;
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** One page of what somebody will like. */
export interface RecommendationList extends Answered {
  readonly films: RecommendationDto[];
}
