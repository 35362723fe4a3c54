import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../database/clock';
import { ShowingCounts } from '../../events/showings';
import { FilmFinder } from '../../films/film-finder';
import { httpAnswer, type HttpAnswer } from './http-answer';
import type { ListFormat } from './list-format';
import type { ListRequest } from './list-request';
import { momentOf, pinnedOf } from './recommendation-cursor';
import { RecommendationService } from './recommendation.service';
import type { Rotation } from './rotation';
import type { Answered } from './recommendation-list';
import { ServingStates, type PersonState } from './serving-states';

/** On what of a request an answer hangs beside its address. */
type Asked = Pick<ListRequest, 'cursor' | 'filter' | 'language' | 'forPublic' | 'rotation' | 'model' | 'imposed'>;

type Make = (
  now: PersonState,
  rotation: Rotation | null,
) => Promise<{ readonly list: Answered; readonly answer: HttpAnswer }>;

/** Answers users in bytes, which are kept for as long as nothing that they were made from has changed. */
@Injectable()
export class HttpAnswerService {
  constructor(
    private readonly states: ServingStates,
    private readonly recommendations: RecommendationService,
    private readonly finder: FilmFinder,
    private readonly showings: ShowingCounts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** A list. address: what was asked, as it came, the format with it. Throws UserNotFound, InvalidFields, CursorExpired. */
  forUser(userId: number, request: ListRequest, address: string, format: ListFormat | null): Promise<HttpAnswer> {
    return this.answer(userId, request, address, async (now, rotation) => {
      const list = await this.recommendations.forUser(userId, request, now, rotation);
      return { list, answer: httpAnswer(list, address, !request.forPublic, format) };
    });
  }

  /** Anything for a user that is made of such lists: what is kept, or what `make` makes. Throws what that throws. */
  async answer(userId: number, request: Asked, address: string, make: Make): Promise<HttpAnswer> {
    const rotation = await this.rotationFor(userId, request);
    // What is available changes with the time, not with any version.
    const keyAt = (availability: number | null): string =>
      keyOf(userId, request, address, availability, rotation?.showings.id);
    const now = await this.states.ofUser(userId, momentOf(request.cursor, this.now()), request.model);
    const { state, versions } = now;
    const known = state.answers.get(keyAt(await this.finder.availability(request.filter)), versions);
    if (known) return known;
    const { list, answer } = await make(now, rotation);
    // Before the first model the likes of all people count, of which no version tells.
    if (state.model) {
      const made = { profile: list.profileVersion, erasures: versions.erasures };
      state.answers.set(keyAt(list.availability), answer, made);
    }
    return answer;
  }

  /** What the person was shown, for the next page as it was for the first one; null where nobody asks. */
  private async rotationFor(userId: number, { rotation: strength, cursor }: Asked): Promise<Rotation | null> {
    if (strength === 0) return null;
    const pinned = cursor === undefined ? null : pinnedOf(cursor).slice(-2);
    return { strength, showings: await this.showings.of(userId, pinned) };
  }
}

/** What an answer is kept by. availability: of the films that are asked for; shown: what showings it counts. */
function keyOf(
  userId: number,
  { language, forPublic, imposed }: Asked,
  address: string,
  availability: number | null,
  shown = '',
): string {
  return `${userId} ${language} ${forPublic} ${availability ?? ''} ${shown} ${JSON.stringify(imposed)} ${address}`;
}
