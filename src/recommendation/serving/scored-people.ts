import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../database/clock';
import type { Profile } from '../../ratings/profile';
import type { ModelChoice } from '../model/named-models';
import type { FilmIndex } from './film-index';
import type { FilmScores } from './film-scores';
import { inOneState, type Made } from './in-one-state';
import { tasteOf } from './list-identity';
import { momentOf } from './recommendation-cursor';
import { ScoringService } from './scoring.service';
import type { ServingState } from './serving-state';
import { ServingStates, type PersonState } from './serving-states';

/** What a page for one person is made from. */
export interface ScoredPerson {
  readonly state: ServingState;
  readonly scores: FilmScores;
  /** By what a cursor knows whose page it is. */
  readonly who: string;
}

/** Of a request: the page that is to be gone on with, and by which model. */
interface Asked {
  readonly cursor: string | undefined;
  readonly model: ModelChoice;
}

/** Makes pages for one person, from their scores in one state: see `inOneState`. asked: of the request, on what the state hangs. */
@Injectable()
export class ScoredPeople {
  constructor(
    private readonly states: ServingStates,
    private readonly scoring: ScoringService,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** For a user, from the ratings as they are now. Throws UserNotFound. */
  user<Value>(
    userId: number,
    now: PersonState,
    asked: Asked,
    make: (from: ScoredPerson) => Promise<Made<Value>>,
  ): Promise<Value> {
    const look = () => this.states.ofUser(userId, momentOf(asked.cursor, this.now()), asked.model);
    return inOneState(this.states, now, look, async (from) =>
      make({ state: from.state, scores: await this.scoring.forUser(userId, from), who: `usuario ${userId}` }),
    );
  }

  /** For somebody with these ratings, of whom nothing is kept. */
  async visitor<Value>(
    ratingsAmong: (films: FilmIndex) => Profile,
    asked: Asked,
    make: (from: ScoredPerson) => Promise<Made<Value>>,
  ): Promise<Value> {
    const look = () => this.states.ofVisitor(momentOf(asked.cursor, this.now()), asked.model);
    return inOneState(this.states, await look(), look, async ({ state }) => {
      const profile = ratingsAmong(state.index);
      return make({ state, scores: await this.scoring.forProfile(profile, state), who: tasteOf(profile) });
    });
  }
}
