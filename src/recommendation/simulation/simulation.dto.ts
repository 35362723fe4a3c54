import { getSchemaPath } from '@nestjs/swagger';
import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { BodyInteger, ListOf, Optional } from '../../http/field-decorators';
import { NewRuleBody } from '../../rules/rule.dto';
import { MOST_NAMED, RuleIds } from '../../rules/rule-ids';

/** The most people that rules are tried on. */
export const MOST_PEOPLE = 1000;

/** Usually: in a second or two. */
export const USUAL_PEOPLE = 200;

/** Body of `POST /regras/simular`. */
export class SimulationBody {
  /** Checked one by one. */
  @Optional()
  @ListOf(MOST_NAMED)
  @ApiPropertyOptional({
    type: 'array',
    items: { $ref: getSchemaPath(NewRuleBody) },
    maxItems: MOST_NAMED,
    example: [{ nome: 'Estreia da semana', tipo: 'fixar', filme_id: 3, posicao: 1 }],
    description: { pt: 'Regras que não estão guardadas', en: 'Rules that are not stored' },
  })
  regras?: unknown[];

  @Optional()
  @RuleIds({
    pt: 'Regras guardadas: de uma em vigor, diz o que ela faz agora',
    en: 'Stored rules: of one in force, it tells what that does now',
  })
  ids?: number[];

  @Optional()
  @RuleIds({
    pt: 'Regras guardadas em cujo lugar as de `regras` entram, como quando se muda uma',
    en: 'Stored rules in whose place those of `regras` come, as when one is changed',
  })
  no_lugar_de?: number[];

  @Optional()
  @BodyInteger(1, MOST_PEOPLE)
  @ApiPropertyOptional({
    type: 'integer',
    default: USUAL_PEOPLE,
    description: { pt: 'Em quantas pessoas se experimenta', en: 'On how many people to try it' },
  })
  pessoas?: number;
}

/** What rules cost on ratings that were held out. */
export class HeldOutDto {
  @ApiProperty({
    example: 143,
    type: 'integer',
    description: {
      pt: 'Pessoas com um filme de que gostaram entre as notas tiradas',
      en: 'People with a film that they liked among the ratings taken out',
    },
  })
  pessoas!: number;

  @ApiProperty({ example: 0.2811, description: { pt: 'NDCG@10 como está', en: 'NDCG@10 as it is' } })
  ndcg10!: number;

  @ApiProperty({ example: 0.2604, description: { pt: 'NDCG@10 com as regras', en: 'NDCG@10 with the rules' } })
  ndcg10_com_regras!: number;

  @ApiProperty({
    example: 0.0207,
    description: { pt: 'Quanto se perde; abaixo de zero, se ganha', en: 'How much is lost; below zero, gained' },
  })
  perda!: number;

  @ApiProperty({
    example: 0.0121,
    description: { pt: 'Início do intervalo de 95% da perda', en: 'Start of the 95% interval of the loss' },
  })
  perda_de!: number;

  @ApiProperty({ example: 0.0299, description: { pt: 'Fim dele', en: 'Its end' } })
  perda_ate!: number;

  @ApiProperty({
    example: { pt: 'O modelo já conhece as notas tiradas: …', en: 'The model knows the ratings taken out: …' },
    description: {
      pt: 'Como se mediu, e para que lado isso erra',
      en: 'How it was measured, and to which side that errs',
    },
  })
  aviso!: string;
}

/** What rules would change in the first ten films of people. */
export class SimulationDto {
  @ApiProperty({
    example: 200,
    type: 'integer',
    description: {
      pt: 'Pessoas em que se experimentou, sempre as mesmas',
      en: 'People on whom it was tried, always the same',
    },
  })
  pessoas!: number;

  @ApiProperty({
    example: 187,
    type: 'integer',
    description: {
      pt: 'Pessoas que veriam outros dez primeiros filmes, ou em outra ordem',
      en: 'People who would see another first ten films, or in another order',
    },
  })
  mudam!: number;

  @ApiProperty({ example: 0.935, description: { pt: 'Que parte delas é', en: 'Which share of them that is' } })
  parte!: number;

  @ApiProperty({
    example: 0.94,
    description: {
      pt: 'Filmes dos dez que seriam outros, em média de todas as pessoas',
      en: 'Films of the ten that would be others, on average over all people',
    },
  })
  filmes_trocados!: number;

  @ApiProperty({
    example: 0.97,
    description: {
      pt: 'Lugares que andariam os filmes que ficam entre os dez, em média',
      en: 'Places that the films that stay among the ten would move, on average',
    },
  })
  lugares_andados!: number;

  @ApiProperty({
    type: HeldOutDto,
    nullable: true,
    description: {
      pt: 'O que se perderia de qualidade; nulo se ninguém tem notas bastantes para tirar algumas',
      en: 'What quality would be lost; null if nobody has ratings enough to take some out',
    },
  })
  notas_tiradas!: HeldOutDto | null;
}
