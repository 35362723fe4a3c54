import { ApiPropertyOptional } from '../http/api-docs';
import { BodyNumber, Optional } from '../http/field-decorators';
import type { Text } from '../http/language';
import type { FieldError } from '../http/problem';

/** Shares are written with a few digits: three of 0.3333 are meant to be all. */
const ROUNDING = 0.001;

/** Beyond that nothing else has a say. */
const MOST = 100;

const share = (description: Text) =>
  ApiPropertyOptional({ type: 'number', example: 0.3, minimum: 0, maximum: 1, description });
const weight = (description: Text) =>
  ApiPropertyOptional({ type: 'number', example: 1, minimum: 0, maximum: MOST, description });

/** How much each part of a score weighs, by the names that the parameters of a model have. What is left out is as in the model. */
export class ListWeights {
  @Optional()
  @BodyNumber(0, 1)
  @share({
    pt: 'Os centroides de gosto. Com `blocks` e `next`, que somam 1: ou vêm os três, ou nenhum',
    en: 'The centroids of taste. With `blocks` and `next`, which add up to 1: all three come, or none',
  })
  tastes?: number;

  @Optional()
  @BodyNumber(0, 1)
  @share({ pt: 'O que cada filme avaliado diz dos outros', en: 'What each rated film says of the others' })
  blocks?: number;

  @Optional()
  @BodyNumber(0, 1)
  @share({ pt: 'O que costuma vir depois dos últimos filmes', en: 'What usually comes after the last films' })
  next?: number;

  @Optional()
  @BodyNumber(0, MOST)
  @weight({ pt: 'As notas que o filme recebe', en: 'The ratings that the film gets' })
  biasWeight?: number;

  @Optional()
  @BodyNumber(0, MOST)
  @weight({
    pt: 'Quanta gente gosta do filme, para quem tem poucas notas',
    en: 'How many people like the film, for those with few ratings',
  })
  popularityWeight?: number;

  @Optional()
  @BodyNumber(0, MOST)
  @weight({ pt: 'O que está em alta', en: 'What is trending' })
  trendWeight?: number;
}

const shares = ['tastes', 'blocks', 'next'] as const;
const names = [...shares, 'biasWeight', 'popularityWeight', 'trendWeight'] as const;

/** What is wrong with weights beside each other, each of which is sound. field: where they stand in the body. */
export function weightProblems(weights: ListWeights, field: string): FieldError[] {
  if (names.every((name) => weights[name] === undefined)) {
    const list = names.join(', ');
    return [{ field, message: { pt: `está vazio; aceita ${list}`, en: `is empty; takes ${list}` } }];
  }
  const given = shares.filter((name) => weights[name] !== undefined);
  if (given.length === 0) return [];
  const missing = shares.filter((name) => weights[name] === undefined);
  if (missing.length > 0)
    return missing.map((name) => ({
      field: `${field}.${name}`,
      message: {
        pt: `falta; tastes, blocks e next são partes de um todo: ou vêm os três, ou nenhum`,
        en: `is missing; tastes, blocks and next are parts of a whole: all three come, or none`,
      },
    }));
  const sum = given.reduce((all, name) => all + Number(weights[name]), 0);
  if (Math.abs(sum - 1) <= ROUNDING) return [];
  const shown = Number(sum.toFixed(4));
  return [
    {
      field,
      message: {
        pt: `tastes, blocks e next somam ${shown}; têm de somar 1`,
        en: `tastes, blocks and next add up to ${shown}; they have to add up to 1`,
      },
    },
  ];
}
