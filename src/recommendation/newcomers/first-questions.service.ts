import { Injectable } from '@nestjs/common';
import { firstQuestions } from '../../engine/scoring/first-questions';
import { Catalogue, type CatalogueState } from '../../films/catalogue';
import type { IdentifiedFilm } from '../../films/film-row';
import type { Language } from '../../http/language';
import { at, known } from '../../invariants';
import { ActiveModel } from '../model/active-model';
import { OncePerModel } from '../model/once-per-model';
import type { FilmGroup, ServedModel } from '../model/served-model';
import type { FirstQuestionDto } from './first-questions.dto';

/** Films that a newcomer is asked about. */
const QUESTIONS = 9;

/** A film to ask about, and its group. */
interface Question {
  readonly film: IdentifiedFilm;
  readonly group: FilmGroup;
}

/** Chooses what to ask somebody of whom nothing is known, once for each model and state of the catalogue. */
@Injectable()
export class FirstQuestionsService {
  private readonly kept = new OncePerModel<Question[]>();

  constructor(
    private readonly active: ActiveModel,
    private readonly catalogue: Catalogue,
  ) {}

  /** Throws NoModelYet. */
  questions(language: Language): Promise<FirstQuestionDto[]> {
    return this.active.answerByModel(async (model) => {
      const catalogue = await this.catalogue.now();
      const questions = await this.kept.of(model, catalogue.version, () => questionsOf(model, catalogue));
      return questions.map(({ film, group: { id, name } }) => ({ ...film, grupo: { id, nome: name[language] } }));
    });
  }
}

function questionsOf({ taste, filmIds, groups }: ServedModel, { byId }: CatalogueState): Question[] {
  const deleted = Uint8Array.from(filmIds, (id) => (byId.has(id) ? 0 : 1));
  return Array.from(firstQuestions(taste, QUESTIONS, deleted), (column) => ({
    film: known(byId, filmIds[column], 'film'),
    group: at(groups, taste.filmGroup[column], 'film group'),
  }));
}
