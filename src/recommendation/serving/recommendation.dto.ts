import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { FilmDto } from '../../films/film.dto';
import { FilmFilter } from '../../films/film-filter';
import { FilmRefs } from '../../films/film-refs';
import { LONGEST_CURSOR } from '../../http/cursor';
import type { Ref } from '../../identifiers/identifier';
import { OneOf, QueryFlag, QueryInteger, QueryNumber, ShortText } from '../../http/field-decorators';
import { listFormats, type ListFormat } from './list-format';

/** What `popularidade` does. */
export const POPULARITY = '-1: filmes da cauda longa, que poucos conhecem; 0: nem uns nem outros; 1: sucessos';

/** What all lists of a person who is stored take. */
export class PersonListQuery extends FilmFilter {
  @FilmRefs('unwanted', 'query')
  excluir?: Ref[];

  @IsOptional()
  @QueryNumber(0, 1)
  @ApiPropertyOptional({
    ...({ type: 'number', default: 0, minimum: 0, maximum: 1 } as const),
    description:
      'Quanto recua um filme que foi mostrado e não escolhido, de 0 (nada) a 1: perde metade da vantagem sobre o 100º da lista após ' +
      'três vezes (`mostrado`), toda após dez; depois de trinta dias a vez não conta mais. Pede uma chave',
  })
  rotacao?: number;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({
    ...({ type: 'boolean', default: false } as const),
    description:
      'Anota os filmes da resposta como eventos `mostrado`, depois dela. Pede uma chave de `escrita`, ou um token da pessoa',
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
    description: '0: só o que mais agrada; 1: o mais variado',
  })
  diversidade?: number;

  @IsOptional()
  @QueryNumber(-1, 1)
  @ApiPropertyOptional({ type: 'number', default: 0, minimum: -1, maximum: 1, description: POPULARITY })
  popularidade?: number;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({ type: 'boolean', default: false, description: 'Acrescenta os motivos de cada filme' })
  explicar?: boolean;

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: 'Filmes que o usuário já avaliou também concorrem, com `ja_avaliado`',
  })
  incluir_avaliados?: boolean;

  @IsOptional()
  @OneOf(listFormats)
  @ApiPropertyOptional({
    enum: [...listFormats],
    description:
      'Como outros programas leem listas: uma lista de filmes para o Radarr, o corpo que o Trakt recebe, ou o CSV que o ' +
      'Letterboxd importa. Só os filmes com um id do IMDb, do TMDB ou, para o Letterboxd, dele mesmo; o que `explicar` diz falta',
  })
  formato?: ListFormat;

  @IsOptional()
  @ShortText(LONGEST_CURSOR)
  @ApiPropertyOptional({ description: 'Onde a página anterior acabou; vem no cabeçalho Link' })
  cursor?: string;
}

/** What `porque` is. */
export const BECAUSE =
  'o motivo principal em uma frase, no idioma do pedido, e depois dele a nota baixa que mais pesa contra, se pesa';

const reasonKinds = ['avaliacao', 'evento', 'grupo', 'gosto', 'popularidade', 'notas', 'em_alta', 'contra'] as const;

/**
 * How much of a film's score one thing explains, below zero for what speaks against it; less than 0.02 is not told. Who may not
 * read the person is told of groups of rated films instead of ratings.
 */
export class ReasonDto {
  @ApiProperty({
    example: 'avaliacao',
    enum: reasonKinds,
    description:
      'Uma nota, ou um evento onde não há nota (sem chave, as notas e os eventos de um grupo de filmes); o gosto que as notas mostram juntas, com o que dizem as ' +
      'outras; com poucas notas ou com `popularidade`, quanta gente gosta do filme; as notas altas que ele recebe; que ele ' +
      'está em alta: mais gente gosta dele agora do que antes; ou `contra`, o que fala contra ele: uma nota baixa, o que ' +
      'não interessou, o gosto, notas baixas, e com `popularidade` quanta gente gosta',
  })
  tipo!: (typeof reasonKinds)[number];

  @ApiProperty({ example: 'Porque você deu 5 a Alien: 41%' })
  texto!: string;

  @ApiProperty({ example: 0.41, description: 'Parte da pontuação, que todas somam; negativa em `contra`' })
  parte!: number;

  @ApiPropertyOptional({ example: 14, type: 'integer' })
  filme_id?: number;

  @ApiPropertyOptional({ example: 'Alien' })
  titulo?: string;

  @ApiPropertyOptional({ example: 5, description: 'A nota, se é dela que se fala' })
  avaliacao?: number;

  @ApiPropertyOptional({ example: 'assistiu', description: 'O tipo do evento, se é dele que se fala' })
  evento?: string;

  @ApiPropertyOptional({
    example: 9,
    type: 'integer',
    description: 'Lugar que o filme teria sem essa nota ou esse evento, e sem regras',
  })
  posicao_sem_ela?: number;

  @ApiPropertyOptional({
    example: 2,
    type: 'integer',
    description: 'Em `grupo`: de que grupo de filmes são as notas e os eventos',
  })
  grupo_id?: number;
}

/** What rules did to a film: pinned, lifted, buried, put off since a page had enough like it, brought for a share. */
const ruleEffects = ['fixado', 'levantado', 'enterrado', 'adiado', 'trazido'] as const;

/** What one rule of the editors did to a film of a list. */
export class RuleEffectDto {
  @ApiProperty({ example: 1, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'Estreia da semana' })
  nome!: string;

  @ApiProperty({
    example: 'fixado',
    enum: ruleEffects,
    description: '`adiado`: a página já tinha o máximo de filmes como este; `trazido`: veio pela cota',
  })
  efeito!: (typeof ruleEffects)[number];

  @ApiProperty({ example: 12, type: 'integer', description: 'Lugar que o filme teria sem nenhuma regra' })
  de!: number;

  @ApiProperty({ example: 1, type: 'integer', description: 'Lugar que tem com todas' })
  para!: number;
}

/** Where a list comes from: the model, what most people like, or films the user has rated already. */
export const origins = ['modelo', 'populares', 'rever'] as const;
export type Origin = (typeof origins)[number];

export class RecommendationDto extends FilmDto {
  @ApiProperty({ example: 1, type: 'integer', description: 'Lugar na lista, a partir de 1' })
  posicao!: number;

  @ApiProperty({
    example: 3.2714,
    description:
      'Quanto o modelo espera que agrade, em desvios padrão sobre todos os filmes; em listas de populares, quantas pessoas gostaram. ' +
      'Regras não a mudam: movem o filme',
  })
  pontuacao!: number;

  @ApiPropertyOptional({ example: true, description: 'Só em filmes que o usuário já avaliou' })
  ja_avaliado?: true;

  @ApiPropertyOptional({
    example: 3,
    type: 'integer',
    description: 'Com `rotacao`: quantas vezes foi mostrado nos últimos trinta dias, desde que não foi escolhido',
  })
  mostrado?: number;

  @ApiPropertyOptional({
    example: 'Porque você gostou de Alien e Aliens',
    description: `Com \`explicar=true\`: ${BECAUSE}`,
  })
  porque?: string;

  @ApiPropertyOptional({
    type: [ReasonDto],
    description: 'Com `explicar=true`, em listas do modelo: os motivos de maior peso',
  })
  motivos?: ReasonDto[];

  @ApiPropertyOptional({
    type: [RuleEffectDto],
    description: 'Com `explicar=true`: o que as regras dos editores fizeram com o filme; falta onde não fizeram nada',
  })
  regras?: RuleEffectDto[];
}
