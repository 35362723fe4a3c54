import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { IsOptional } from 'class-validator';
import { FilmDto } from '../../films/film.dto';
import { FilmFilter } from '../../films/film-filter';
import { FilmRefs } from '../../films/film-refs';
import { LONGEST_CURSOR } from '../../http/cursor';
import type { Ref } from '../../identifiers/identifier';
import { OneOf, QueryFlag, QueryInteger, QueryNumber, ShortText } from '../../http/field-decorators';
import type { Text } from '../../http/language';
import { listFormats, type ListFormat } from './list-format';

/** What `popularidade` does. */
export const POPULARITY: Text = {
  pt: '-1: filmes da cauda longa, que poucos conhecem; 0: nem uns nem outros; 1: sucessos',
  en: '-1: films of the long tail, which few know; 0: neither these nor those; 1: hits',
};

/** What all lists of a person who is stored take. */
export class PersonListQuery extends FilmFilter {
  @FilmRefs('unwanted', 'query')
  excluir?: Ref[];

  @IsOptional()
  @QueryNumber(0, 1)
  @ApiPropertyOptional({
    ...({ type: 'number', default: 0, minimum: 0, maximum: 1 } as const),
    description: {
      pt:
        'Quanto recua um filme que foi mostrado e não escolhido, de 0 (nada) a 1: perde metade da vantagem sobre o 100º da lista após ' +
        'três vezes (`mostrado`), toda após dez; depois de trinta dias a vez não conta mais. Pede uma chave',
      en:
        'How far a film steps back that was shown and not chosen, from 0 (not at all) to 1: it loses half of its lead ' +
        'over the 100th of the list after three times (`mostrado`), all of it after ten; after thirty days a time no ' +
        'longer counts. Needs a key',
    },
  })
  rotacao?: number;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({
    ...({ type: 'boolean', default: false } as const),
    description: {
      pt: 'Anota os filmes da resposta como eventos `mostrado`, depois dela. Pede uma chave de `escrita`, ou um token da pessoa',
      en: 'Notes the films of the answer as events `mostrado`, after it. Needs a key of `escrita`, or a token of the person',
    },
  })
  lembrar?: boolean;
}

/** Parameters of `GET /filmes/{usuario_id}/recomendacoes`. */
export class RecommendationQuery extends PersonListQuery {
  @IsOptional()
  @QueryInteger(1, 100)
  @ApiPropertyOptional({ type: 'integer', default: 5, minimum: 1, maximum: 100 })
  limite?: number;

  @IsOptional()
  @QueryNumber(0, 1)
  @ApiPropertyOptional({
    type: 'number',
    default: 0,
    minimum: 0,
    maximum: 1,
    description: {
      pt: '0: só o que mais agrada; 1: o mais variado',
      en: '0: only what pleases most; 1: the most varied',
    },
  })
  diversidade?: number;

  @IsOptional()
  @QueryNumber(-1, 1)
  @ApiPropertyOptional({ type: 'number', default: 0, minimum: -1, maximum: 1, description: POPULARITY })
  popularidade?: number;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: { pt: 'Acrescenta os motivos de cada filme', en: 'Adds the reasons of each film' },
  })
  explicar?: boolean;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: {
      pt: 'Filmes que o usuário já avaliou também concorrem, com `ja_avaliado`',
      en: 'Films that the user has rated compete too, with `ja_avaliado`',
    },
  })
  incluir_avaliados?: boolean;

  @IsOptional()
  @OneOf(listFormats)
  @ApiPropertyOptional({
    enum: [...listFormats],
    description: {
      pt:
        'Como outros programas leem listas: uma lista de filmes para o Radarr, o corpo que o Trakt recebe, ou o CSV que o ' +
        'Letterboxd importa. Só os filmes com um id do IMDb, do TMDB ou, para o Letterboxd, dele mesmo; o que `explicar` diz falta',
      en:
        'As other programs read lists: a list of films for Radarr, the body that Trakt takes, or the CSV that Letterboxd ' +
        'imports. Only films with an id of IMDb, of TMDB or, for Letterboxd, its own; what `explicar` says is missing',
    },
  })
  formato?: ListFormat;

  @IsOptional()
  @ShortText(LONGEST_CURSOR)
  @ApiPropertyOptional({
    description: {
      pt: 'Onde a página anterior acabou; vem no cabeçalho Link',
      en: 'Where the page before ended; it comes in the Link header',
    },
  })
  cursor?: string;
}

/** What `porque` is. */
export const BECAUSE: Text = {
  pt: 'o motivo principal em uma frase, no idioma do pedido, e depois dele a nota baixa que mais pesa contra, se pesa',
  en: 'the main reason in a sentence, in the language of the request, and after it the low rating that weighs most against, if one does',
};

const reasonKinds = ['avaliacao', 'evento', 'grupo', 'gosto', 'popularidade', 'notas', 'em_alta', 'contra'] as const;

/**
 * How much of a film's score one thing explains, below zero for what speaks against it; less than 0.02 is not told. Who may not
 * read the person is told of groups of rated films instead of ratings.
 */
export class ReasonDto {
  @ApiProperty({
    example: 'avaliacao',
    enum: reasonKinds,
    description: {
      pt:
        'Uma nota, ou um evento onde não há nota (sem chave, as notas e os eventos de um grupo de filmes); o gosto que as notas mostram juntas, com o que dizem as ' +
        'outras; com poucas notas ou com `popularidade`, quanta gente gosta do filme; as notas altas que ele recebe; que ele ' +
        'está em alta: mais gente gosta dele agora do que antes; ou `contra`, o que fala contra ele: uma nota baixa, o que ' +
        'não interessou, o gosto, notas baixas, e com `popularidade` quanta gente gosta',
      en:
        'A rating, or an event where there is no rating (without a key, the ratings and events of a group of films); the ' +
        'taste that ratings show together, with what the others say; with few ratings or with `popularidade`, how many ' +
        'people like the film; the high ratings that it gets; that it is trending: more people like it now than before; ' +
        'or `contra`, what speaks against it: a low rating, what was of no interest, the taste, low ratings, and with ' +
        '`popularidade` how many people like it',
    },
  })
  tipo!: (typeof reasonKinds)[number];

  @ApiProperty({ example: { pt: 'Porque você deu 5 a Alien: 41%', en: 'Because you gave Alien 5: 41%' } })
  texto!: string;

  @ApiProperty({
    example: 0.41,
    description: {
      pt: 'Parte da pontuação, que todas somam; negativa em `contra`',
      en: 'Part of the score, which all of them add up to; negative in `contra`',
    },
  })
  parte!: number;

  @ApiPropertyOptional({ example: 14, type: 'integer' })
  filme_id?: number;

  @ApiPropertyOptional({ example: 'Alien' })
  titulo?: string;

  @ApiPropertyOptional({
    example: 5,
    description: { pt: 'A nota, se é dela que se fala', en: 'The rating, if that is what it is about' },
  })
  avaliacao?: number;

  @ApiPropertyOptional({
    example: 'assistiu',
    description: {
      pt: 'O tipo do evento, se é dele que se fala',
      en: 'The kind of the event, if that is what it is about',
    },
  })
  evento?: string;

  @ApiPropertyOptional({
    example: 9,
    type: 'integer',
    description: {
      pt: 'Lugar que o filme teria sem essa nota ou esse evento, e sem regras',
      en: 'Place that the film would have without this rating or event, and without rules',
    },
  })
  posicao_sem_ela?: number;

  @ApiPropertyOptional({
    example: 2,
    type: 'integer',
    description: {
      pt: 'Em `grupo`: de que grupo de filmes são as notas e os eventos',
      en: 'In `grupo`: of which group of films the ratings and events are',
    },
  })
  grupo_id?: number;
}

/** What rules did to a film: pinned, lifted, buried, put off since a page had enough like it, brought for a share. */
const ruleEffects = ['fixado', 'levantado', 'enterrado', 'adiado', 'trazido'] as const;

/** What one rule of the editors did to a film of a list. */
export class RuleEffectDto {
  @ApiProperty({ example: 1, type: 'integer' })
  id!: number;

  @ApiProperty({ example: { pt: 'Estreia da semana', en: 'Premiere of the week' } })
  nome!: string;

  @ApiProperty({
    example: 'fixado',
    enum: ruleEffects,
    description: {
      pt: '`adiado`: a página já tinha o máximo de filmes como este; `trazido`: veio pela cota',
      en: '`adiado`: the page had the most films like this one already; `trazido`: it came by the share',
    },
  })
  efeito!: (typeof ruleEffects)[number];

  @ApiProperty({
    example: 12,
    type: 'integer',
    description: {
      pt: 'Lugar que o filme teria sem nenhuma regra',
      en: 'Place that the film would have without any rule',
    },
  })
  de!: number;

  @ApiProperty({
    example: 1,
    type: 'integer',
    description: { pt: 'Lugar que tem com todas', en: 'Place that it has with all of them' },
  })
  para!: number;
}

/** Where a list comes from: the model, what most people like, or films the user has rated already. */
export const origins = ['modelo', 'populares', 'rever'] as const;
export type Origin = (typeof origins)[number];

export class RecommendationDto extends FilmDto {
  @ApiProperty({
    example: 1,
    type: 'integer',
    description: { pt: 'Lugar na lista, a partir de 1', en: 'Place in the list, from 1' },
  })
  posicao!: number;

  @ApiProperty({
    example: 3.2714,
    description: {
      pt:
        'Quanto o modelo espera que agrade, em desvios padrão sobre todos os filmes; em listas de populares, quantas pessoas gostaram. ' +
        'Regras não a mudam: movem o filme',
      en:
        'How much the model expects it to please, in standard deviations over all films; in lists of popular films, how ' +
        'many people liked it. Rules do not change it: they move the film',
    },
  })
  pontuacao!: number;

  @ApiPropertyOptional({
    example: true,
    description: { pt: 'Só em filmes que o usuário já avaliou', en: 'Only on films that the user has rated' },
  })
  ja_avaliado?: true;

  @ApiPropertyOptional({
    example: 3,
    type: 'integer',
    description: {
      pt: 'Com `rotacao`: quantas vezes foi mostrado nos últimos trinta dias, desde que não foi escolhido',
      en: 'With `rotacao`: how many times it was shown in the last thirty days, since it was not chosen',
    },
  })
  mostrado?: number;

  @ApiPropertyOptional({
    example: { pt: 'Porque você gostou de Alien e Aliens', en: 'Because you liked Alien and Aliens' },
    description: { pt: `Com \`explicar=true\`: ${BECAUSE.pt}`, en: `With \`explicar=true\`: ${BECAUSE.en}` },
  })
  porque?: string;

  @ApiPropertyOptional({
    type: [ReasonDto],
    description: {
      pt: 'Com `explicar=true`, em listas do modelo: os motivos de maior peso',
      en: 'With `explicar=true`, in lists of the model: the reasons of the greatest weight',
    },
  })
  motivos?: ReasonDto[];

  @ApiPropertyOptional({
    type: [RuleEffectDto],
    description: {
      pt: 'Com `explicar=true`: o que as regras dos editores fizeram com o filme; falta onde não fizeram nada',
      en: 'With `explicar=true`: what the rules of editors did with the film; missing where they did nothing',
    },
  })
  regras?: RuleEffectDto[];
}
