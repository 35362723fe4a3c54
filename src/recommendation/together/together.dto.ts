import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FilmDto } from '../../films/film.dto';
import { FilmFilterBody } from '../../films/film-filter';
import { FilmRefs } from '../../films/film-refs';
import { BodyFlag, BodyInteger, ListOf, OneOf, Optional } from '../../http/field-decorators';
import type { Ref } from '../../identifiers/identifier';
import { Refs } from '../../identifiers/ref-decorators';
import { BECAUSE, ReasonDto, RuleEffectDto } from '../serving/recommendation.dto';
import { MOST_RATINGS, VisitorRating } from '../serving/visitor.dto';
import { strategies, type Strategy } from './choose-together';

/** How many people one list may be for. */
export const FEWEST_PEOPLE = 2;
export const MOST_PEOPLE = 8;

/** Somebody of a group who is not stored. */
export class TogetherVisitor {
  @ListOf(MOST_RATINGS)
  @ApiProperty({ type: [VisitorRating], maxItems: MOST_RATINGS, description: 'Vazia: de quem nada se sabe' })
  avaliacoes!: unknown[];
}

/** Body of `POST /recomendacoes/juntos`. */
export class TogetherBody extends FilmFilterBody {
  @Optional()
  @Refs('usuarios', MOST_PEOPLE, 'body')
  @ApiPropertyOptional({
    type: 'array',
    items: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    maxItems: MOST_PEOPLE,
    example: [1, 2],
    description: 'Quem está guardado. Pede uma chave que leia pessoas',
  })
  usuarios?: Ref[];

  @Optional()
  @ListOf(MOST_PEOPLE)
  @ApiPropertyOptional({
    type: [TogetherVisitor],
    maxItems: MOST_PEOPLE,
    description: `Quem não está. Com \`usuarios\`, de ${FEWEST_PEOPLE} a ${MOST_PEOPLE} pessoas`,
  })
  visitantes?: unknown[];

  @Optional()
  @OneOf(strategies)
  @ApiPropertyOptional({
    enum: strategies,
    default: 'media',
    description:
      'media: o que mais agrada em média; minimo: o que mais agrada a quem menos gosta; justa: filme a filme, pesa mais quem ' +
      'foi menos atendido pelos anteriores',
  })
  estrategia?: Strategy;

  @Optional()
  @BodyInteger(1, 100)
  @ApiPropertyOptional({ type: 'integer', default: 5, minimum: 1, maximum: 100 })
  limite?: number;

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: true,
    description: 'Diz por que cada filme agradaria a cada pessoa, e o que regras fizeram com ele; false: só quanto',
  })
  explicar?: boolean;

  @FilmRefs('unwanted', 'body')
  excluir?: Ref[];

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: 'Filmes que alguém já avaliou também concorrem, mas não os de que alguém não gostou',
  })
  incluir_avaliados?: boolean;
}

/** What one person of a group would think of a film. */
export class PersonLikingDto {
  @ApiPropertyOptional({ example: 1, type: 'integer', description: 'De quem está guardado' })
  usuario_id?: number;

  @ApiPropertyOptional({
    example: 0,
    type: 'integer',
    description: 'De quem não está: o lugar em `visitantes`, a partir de 0',
  })
  visitante?: number;

  @ApiProperty({
    example: 0.8421,
    minimum: 0,
    maximum: 1,
    description: 'Quanto agradaria: 0,5 é o que um filme lhe agrada em média; 0,75, quatro desvios padrão acima disso',
  })
  agrado!: number;

  @ApiPropertyOptional({ example: true, description: 'Só em filmes que esta pessoa já avaliou' })
  ja_avaliado?: true;

  @ApiPropertyOptional({ example: 'Porque você gostou de Alien e Aliens', description: `Com \`motivos\`: ${BECAUSE}` })
  porque?: string;

  @ApiPropertyOptional({
    type: [ReasonDto],
    description: 'Os motivos, como nas listas desta pessoa. Faltam com `explicar: false`, e onde nada se sabe dela',
  })
  motivos?: ReasonDto[];
}

export class TogetherFilmDto extends FilmDto {
  @ApiProperty({ example: 1, type: 'integer', description: 'Lugar na lista, a partir de 1' })
  posicao!: number;

  @ApiProperty({
    example: 6.9312,
    description:
      'Quanto agrada ao grupo, em desvios padrão das pontuações de cada pessoa: a média; com `minimo`, de quem menos gosta',
  })
  pontuacao!: number;

  @ApiPropertyOptional({ example: true, description: 'Só em filmes que alguém já avaliou' })
  ja_avaliado?: true;

  @ApiPropertyOptional({
    type: [RuleEffectDto],
    description:
      'O que as regras dos editores fizeram com o filme; falta com `explicar: false`, e onde não fizeram nada',
  })
  regras?: RuleEffectDto[];

  @ApiProperty({ type: [PersonLikingDto], description: 'Na ordem do corpo: `usuarios`, depois `visitantes`' })
  por_pessoa!: PersonLikingDto[];
}
