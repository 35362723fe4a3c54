import { Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import { mayRead, type Identity } from '../../access/identity';
import { ShownFilms } from '../../events/shown-films';
import { ExposureLog } from '../../experiments/exposure-log';
import { ListShaping } from '../../experiments/list-shaping';
import { FilmsService } from '../../films/films.service';
import type { Language } from '../../http/language';
import type { HttpAnswer } from './http-answer';
import { HttpAnswerService } from './http-answer.service';
import { listRequest } from './list-request';
import { RatedFilmsNeedKey } from './rated-films-need-key';
import type { RecommendationQuery } from './recommendation.dto';
import { checkShowings } from './showings-need-key';

/** Who asks, and how it is answered. */
export interface Asking {
  readonly caller: Identity | null;
  readonly language: Language;
  readonly pace: Pace;
}

interface PersonList {
  readonly answer: HttpAnswer;
  /** Note that it is shown, where anybody wants to know; what it is called, null where it counts for no experiment. */
  readonly noteShown: () => string | null;
}

/** A stored person's list, as whoever asks may have it: for a route, and for whatever else answers with lists. */
@Injectable()
export class PersonLists {
  constructor(
    private readonly answers: HttpAnswerService,
    private readonly films: FilmsService,
    private readonly shown: ShownFilms,
    private readonly shaping: ListShaping,
    private readonly exposures: ExposureLog,
  ) {}

  /**
   * address: what was asked, as one text. Throws UserNotFound, InvalidFields, CursorExpired, ShowingsNeedKey, ScopeTooSmall,
   * RatedFilmsNeedKey.
   */
  async of(userId: number, query: RecommendationQuery, asking: Asking, address: string): Promise<PersonList> {
    const { caller, language, pace } = asking;
    const { excluir = [], lembrar, formato = null, ...rest } = query;
    checkShowings(caller, userId, query);
    const unwanted = await this.films.numbersOf(excluir, () => 'excluir');
    const { imposed, memberships } = await this.shaping.of({ userId }, query);
    const asked = listRequest(rest, imposed, unwanted, language, pace, !mayRead(caller, userId));
    if (asked.forPublic && asked.includeRated) throw new RatedFilmsNeedKey();
    const answer = await this.answers.forUser(userId, asked, address, formato);
    return {
      answer,
      noteShown: () => {
        if (lembrar) this.shown.note(userId, answer.films);
        return this.exposures.note(memberships, userId, answer.films);
      },
    };
  }
}
