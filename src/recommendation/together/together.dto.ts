import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
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
  @ApiProperty({
    type: [VisitorRating],
    maxItems: MOST_RATINGS,
    description: { pt: 'Vazia: de quem nada se sabe', en: 'Empty: of whom nothing is known' },
  })
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
    description: {
      pt: 'Quem está guardado. Pede uma chave que leia pessoas',
      en: 'Who is stored. Needs a key that may read people',
    },
  })
  usuarios?: Ref[];

  @Optional()
  @ListOf(MOST_PEOPLE)
  @ApiPropertyOptional({
    type: [TogetherVisitor],
    maxItems: MOST_PEOPLE,
    description: {
      pt: `Quem não está. Com \`usuarios\`, de ${FEWEST_PEOPLE} a ${MOST_PEOPLE} pessoas`,
      en: `Who is not. With \`usuarios\`, from ${FEWEST_PEOPLE} to ${MOST_PEOPLE} people`,
    },
  })
  visitantes?: unknown[];

  @Optional()
  @OneOf(strategies)
  @ApiPropertyOptional({
    enum: strategies,
    default: 'media',
    description: {
      pt:
        'media: o que mais agrada em média; minimo: o que mais agrada a quem menos gosta; justa: filme a filme, pesa mais quem ' +
        'foi menos atendido pelos anteriores',
      en:
        'media: what pleases most on average; minimo: what most pleases whoever likes it least; justa: film by film, ' +
        'those weigh more whom the ones before served less',
    },
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
    description: {
      pt: 'Diz por que cada filme agradaria a cada pessoa, e o que regras fizeram com ele; false: só quanto',
      en: 'Says why each film would please each person, and what rules did with it; false: only how much',
    },
  })
  explicar?: boolean;

  @FilmRefs('unwanted', 'body')
  excluir?: Ref[];

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: {
      pt: 'Filmes que alguém já avaliou também concorrem, mas não os de que alguém não gostou',
      en: 'Films that somebody has rated compete too, but not those that somebody did not like',
    },
  })
  incluir_avaliados?: boolean;
}

/** What one person of a group would think of a film. */
export class PersonLikingDto {
  @ApiPropertyOptional({
    example: 1,
    type: 'integer',
    description: { pt: 'De quem está guardado', en: 'Of somebody who is stored' },
  })
  usuario_id?: number;

  @ApiPropertyOptional({
    example: 0,
    type: 'integer',
    description: {
      pt: 'De quem não está: o lugar em `visitantes`, a partir de 0',
      en: 'Of somebody who is not: the place in `visitantes`, from 0',
    },
  })
  visitante?: number;

  @ApiProperty({
    example: 0.8421,
    minimum: 0,
    maximum: 1,
    description: {
      pt: 'Quanto agradaria: 0,5 é o que um filme lhe agrada em média; 0,75, quatro desvios padrão acima disso',
      en: 'How much it would please: 0.5 is what a film pleases them on average; 0.75, four standard deviations above that',
    },
  })
  agrado!: number;

  @ApiPropertyOptional({
    example: true,
    description: { pt: 'Só em filmes que esta pessoa já avaliou', en: 'Only on films that this person has rated' },
  })
  ja_avaliado?: true;

  @ApiPropertyOptional({
    example: { pt: 'Porque você gostou de Alien e Aliens', en: 'Because you liked Alien and Aliens' },
    description: { pt: `Com \`motivos\`: ${BECAUSE.pt}`, en: `With \`motivos\`: ${BECAUSE.en}` },
  })
  porque?: string;

  @ApiPropertyOptional({
    type: [ReasonDto],
    description: {
      pt: 'Os motivos, como nas listas desta pessoa. Faltam com `explicar: false`, e onde nada se sabe dela',
      en: 'The reasons, as in the lists of this person. Missing with `explicar: false`, and where nothing is known of them',
    },
  })
  motivos?: ReasonDto[];
}

export class TogetherFilmDto extends FilmDto {
  @ApiProperty({
    example: 1,
    type: 'integer',
    description: { pt: 'Lugar na lista, a partir de 1', en: 'Place in the list, from 1' },
  })
  posicao!: number;

  @ApiProperty({
    example: 6.9312,
    description: {
      pt: 'Quanto agrada ao grupo, em desvios padrão das pontuações de cada pessoa: a média; com `minimo`, de quem menos gosta',
      en:
        'How much it pleases the group, in standard deviations of the scores of each person: the average; with `minimo`, ' +
        'of whoever likes it least',
    },
  })
  pontuacao!: number;

  @ApiPropertyOptional({
    example: true,
    description: { pt: 'Só em filmes que alguém já avaliou', en: 'Only on films that somebody has rated' },
  })
  ja_avaliado?: true;

  @ApiPropertyOptional({
    type: [RuleEffectDto],
    description: {
      pt: 'O que as regras dos editores fizeram com o filme; falta com `explicar: false`, e onde não fizeram nada',
      en: 'What the rules of editors did with the film; missing with `explicar: false`, and where they did nothing',
    },
  })
  regras?: RuleEffectDto[];

  @ApiProperty({
    type: [PersonLikingDto],
    description: {
      pt: 'Na ordem do corpo: `usuarios`, depois `visitantes`',
      en: 'In the order of the body: `usuarios`, then `visitantes`',
    },
  })
  por_pessoa!: PersonLikingDto[];
}
