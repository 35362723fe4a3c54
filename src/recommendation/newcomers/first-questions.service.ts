import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { firstQuestions } from '../../engine/scoring/first-questions';
import { Catalogue } from '../../films/catalogue';
import { ActiveModel } from '../model/active-model';
import type { FirstQuestionDto } from './first-questions.dto';

/** Films that a newcomer is asked about. */
const QUESTIONS = 9;

/** Chooses what to ask somebody of whom nothing is known, once for each model and state of the catalogue. */
@Injectable()
export class FirstQuestionsService {
  private readonly kept = new LRUCache<string, FirstQuestionDto[]>({ max: 2 });

  constructor(
    private readonly active: ActiveModel,
    private readonly catalogue: Catalogue,
  ) {}

  /** Throws NoModelYet. */
  async questions(): Promise<FirstQuestionDto[]> {
    const model = this.active.required;
    const { version, byId } = await this.catalogue.now();
    const key = `${model.version.id}:${version}`;
    const known = this.kept.get(key);
    if (known) return known;
    const deleted = Uint8Array.from(model.filmIds, (id) => (byId.has(id) ? 0 : 1));
    const questions = Array.from(firstQuestions(model.taste, QUESTIONS, deleted)).flatMap((column) => {
      const film = byId.get(model.filmIds[column]);
      const { id, name } = model.groups[model.taste.filmGroup[column]];
      return film ? [{ ...film, grupo: { id, nome: name } }] : [];
    });
    this.kept.set(key, questions);
    return questions;
  }
}
