import { Injectable } from '@nestjs/common';
import { firstQuestions } from '../../engine/scoring/first-questions';
import { Catalogue, type CatalogueState } from '../../films/catalogue';
import { at, known } from '../../invariants';
import { ActiveModel } from '../model/active-model';
import { OncePerModel } from '../model/once-per-model';
import type { ServedModel } from '../model/served-model';
import type { FirstQuestionDto } from './first-questions.dto';

/** Films that a newcomer is asked about. */
const QUESTIONS = 9;

/** Chooses what to ask somebody of whom nothing is known, once for each model and state of the catalogue. */
@Injectable()
export class FirstQuestionsService {
  private readonly kept = new OncePerModel<FirstQuestionDto[]>();

  constructor(
    private readonly active: ActiveModel,
    private readonly catalogue: Catalogue,
  ) {}

  /** Throws NoModelYet. */
  questions(): Promise<FirstQuestionDto[]> {
    return this.active.answerByModel(async (model) => {
      const catalogue = await this.catalogue.now();
      return this.kept.of(model, catalogue.version, () => questionsOf(model, catalogue));
    });
  }
}

function questionsOf({ taste, filmIds, groups }: ServedModel, { byId }: CatalogueState): FirstQuestionDto[] {
  const deleted = Uint8Array.from(filmIds, (id) => (byId.has(id) ? 0 : 1));
  return Array.from(firstQuestions(taste, QUESTIONS, deleted), (column) => {
    const { id, name } = at(groups, taste.filmGroup[column], 'film group');
    return { ...known(byId, filmIds[column], 'film'), grupo: { id, nome: name } };
  });
}
