import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
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
    description: 'Regras que não estão guardadas',
  })
  regras?: unknown[];

  @Optional()
  @RuleIds('Regras guardadas: de uma em vigor, diz o que ela faz agora')
  ids?: number[];

  @Optional()
  @RuleIds('Regras guardadas em cujo lugar as de `regras` entram, como quando se muda uma')
  no_lugar_de?: number[];

  @Optional()
  @BodyInteger(1, MOST_PEOPLE)
  @ApiPropertyOptional({ type: 'integer', default: USUAL_PEOPLE, description: 'Em quantas pessoas se experimenta' })
  pessoas?: number;
}

/** What rules cost on ratings that were held out. */
export class HeldOutDto {
  @ApiProperty({
    example: 143,
    type: 'integer',
    description: 'Pessoas com um filme de que gostaram entre as notas tiradas',
  })
  pessoas!: number;

  @ApiProperty({ example: 0.2811, description: 'NDCG@10 como está' })
  ndcg10!: number;

  @ApiProperty({ example: 0.2604, description: 'NDCG@10 com as regras' })
  ndcg10_com_regras!: number;

  @ApiProperty({ example: 0.0207, description: 'Quanto se perde; abaixo de zero, se ganha' })
  perda!: number;

  @ApiProperty({ example: 0.0121, description: 'Início do intervalo de 95% da perda' })
  perda_de!: number;

  @ApiProperty({ example: 0.0299, description: 'Fim dele' })
  perda_ate!: number;

  @ApiProperty({
    example: 'O modelo já conhece as notas tiradas: …',
    description: 'Como se mediu, e para que lado isso erra',
  })
  aviso!: string;
}

/** What rules would change in the first ten films of people. */
export class SimulationDto {
  @ApiProperty({ example: 200, type: 'integer', description: 'Pessoas em que se experimentou, sempre as mesmas' })
  pessoas!: number;

  @ApiProperty({
    example: 187,
    type: 'integer',
    description: 'Pessoas que veriam outros dez primeiros filmes, ou em outra ordem',
  })
  mudam!: number;

  @ApiProperty({ example: 0.935, description: 'Que parte delas é' })
  parte!: number;

  @ApiProperty({ example: 0.94, description: 'Filmes dos dez que seriam outros, em média de todas as pessoas' })
  filmes_trocados!: number;

  @ApiProperty({ example: 0.97, description: 'Lugares que andariam os filmes que ficam entre os dez, em média' })
  lugares_andados!: number;

  @ApiProperty({
    type: HeldOutDto,
    nullable: true,
    description: 'O que se perderia de qualidade; nulo se ninguém tem notas bastantes para tirar algumas',
  })
  notas_tiradas!: HeldOutDto | null;
}
