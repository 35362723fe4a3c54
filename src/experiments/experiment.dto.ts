import { ApiProperty, ApiPropertyOptional } from '../http/api-docs';
import {
  BodyFlag,
  BodyInteger,
  BodyNumber,
  BodyObject,
  ListOf,
  OneOf,
  Optional,
  ShortText,
} from '../http/field-decorators';
import { outcomes, states, type Experiment, type ExperimentState, type Outcome } from './experiment.entity';
import { ListParameters } from './list-parameters';

/** The longest name of a variant, in characters. */
const LONGEST_NAME = 40;

export const MOST_VARIANTS = 4;

/** More ratings than anybody has. */
const MOST_RATINGS = 1_000_000;

export class VariantBody {
  @ShortText(LONGEST_NAME)
  @ApiProperty({ example: 'variada' })
  nome!: string;

  @Optional()
  @BodyNumber(0.01, 1)
  @ApiPropertyOptional({
    example: 0.5,
    description: {
      pt: 'Que parte das pessoas a recebe; todas somam 1. Sem `parte` em nenhuma, partes iguais',
      en: 'Which share of people gets it; they add up to 1. With no `parte` at all, equal shares',
    },
  })
  parte?: number;

  @Optional()
  @BodyObject()
  @ApiPropertyOptional({
    type: ListParameters,
    description: {
      pt: 'O que suas listas têm de outro; vazio: como sempre',
      en: 'What is different in its lists; empty: as always',
    },
  })
  parametros?: object;
}

export class ParticipantsBody {
  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({
    type: 'boolean',
    default: true,
    description: {
      pt: 'Também quem não está guardado, se `POST /recomendacoes` vem com `visitante`',
      en: 'Those who are not stored too, if `POST /recomendacoes` comes with `visitante`',
    },
  })
  visitantes?: boolean;

  @Optional()
  @BodyNumber(0.01, 1)
  @ApiPropertyOptional({
    example: 0.2,
    default: 1,
    description: { pt: 'Que parte das pessoas participa', en: 'Which share of people takes part' },
  })
  parte?: number;

  @Optional()
  @BodyInteger(0, MOST_RATINGS)
  @ApiPropertyOptional({
    example: 5,
    description: { pt: 'Só quem deu ao menos tantas notas', en: 'Only those who have given at least so many ratings' },
  })
  notas_min?: number;

  @Optional()
  @BodyInteger(0, MOST_RATINGS)
  @ApiPropertyOptional({
    example: 100,
    description: { pt: 'Só quem deu no máximo tantas notas', en: 'Only those who have given at most so many ratings' },
  })
  notas_max?: number;
}

const OUTCOME = {
  pt:
    'O que decide, contado em pessoas. `aceitou`: abriu ou começou um filme da lista; `terminou`: assistiu a mais da metade; ' +
    '`gostou`: deu nota de 3,5 em diante, ou `gostou`; `nao_gostou`: deu menos de 2,75, ou `sem_interesse`, e aqui menos é melhor',
  en:
    'What decides, counted in people. `aceitou`: opened or began a film of the list; `terminou`: watched more than half of it; ' +
    '`gostou`: rated it 3.5 or more, or `gostou`; `nao_gostou`: rated it below 2.75, or `sem_interesse`, and here less is better',
};

/** Body of `POST /experimentos`. */
export class NewExperimentBody {
  @ShortText(100)
  @ApiProperty({ example: { pt: 'Listas mais variadas', en: 'More varied lists' } })
  nome!: string;

  @ListOf(MOST_VARIANTS)
  @ApiProperty({
    type: [VariantBody],
    minItems: 2,
    maxItems: MOST_VARIANTS,
    description: {
      pt: 'A primeira é o controle, com que as outras se comparam',
      en: 'The first is the control, which the others are compared with',
    },
    example: [{ nome: 'controle' }, { nome: 'variada', parametros: { diversidade: 0.4 } }],
  })
  variantes!: unknown[];

  @Optional()
  @BodyObject()
  @ApiPropertyOptional({
    type: ParticipantsBody,
    description: { pt: 'Quem participa; sem isso, todos', en: 'Who takes part; without it, everybody' },
  })
  participantes?: object;

  @Optional()
  @BodyInteger(1, 90)
  @ApiPropertyOptional({
    example: 7,
    default: 7,
    description: {
      pt: 'Por quantos dias depois da primeira lista conta o que uma pessoa faz',
      en: 'For how many days after the first list what a person does is counted',
    },
  })
  janela?: number;

  @Optional()
  @OneOf(outcomes)
  @ApiPropertyOptional({ example: 'aceitou', default: 'aceitou', description: OUTCOME })
  desfecho?: Outcome;
}

/** Body of `POST /experimentos/{id}/encerrar`. */
export class EndExperimentBody {
  static readonly mayBeMissing = true;

  @Optional()
  @ShortText(LONGEST_NAME)
  @ApiPropertyOptional({
    example: 'variada',
    description: {
      pt:
        'Os parâmetros desta variante passam a ser o padrão das listas, mas não `versao`: uma versão se ativa em ' +
        'POST /modelo/versoes/{versao}/ativar. Sem variante, nada muda',
      en:
        'The parameters of this variant become the default of lists, but not `versao`: a version is activated by POST ' +
        '/modelo/versoes/{versao}/ativar. Without a variant nothing changes',
    },
  })
  variante?: string;
}

class VariantDto {
  @ApiProperty({ example: 'variada' })
  nome!: string;

  @ApiProperty({ example: 0.5 })
  parte!: number;

  @ApiProperty({ type: ListParameters })
  parametros!: ListParameters;
}

class ParticipantsDto {
  @ApiProperty({ example: true })
  visitantes!: boolean;

  @ApiProperty({ example: 1 })
  parte!: number;

  @ApiProperty({ example: null, type: 'integer', nullable: true })
  notas_min!: number | null;

  @ApiProperty({ example: null, type: 'integer', nullable: true })
  notas_max!: number | null;
}

const moment = { example: '2026-10-31T21:15:00.000Z', format: 'date-time', type: 'string', nullable: true } as const;

export class ExperimentDto {
  @ApiProperty({ example: 1, type: 'integer' })
  id!: number;

  @ApiProperty({ example: { pt: 'Listas mais variadas', en: 'More varied lists' } })
  nome!: string;

  @ApiProperty({ example: 'rodando', enum: states })
  estado!: ExperimentState;

  @ApiProperty({ type: [VariantDto], description: { pt: 'A primeira é o controle', en: 'The first is the control' } })
  variantes!: VariantDto[];

  @ApiProperty({ type: ParticipantsDto })
  participantes!: ParticipantsDto;

  @ApiProperty({ example: 7, type: 'integer', description: { pt: 'Em dias', en: 'In days' } })
  janela!: number;

  @ApiProperty({ example: 'aceitou', enum: outcomes, description: OUTCOME })
  desfecho!: Outcome;

  @ApiProperty({
    example: null,
    type: 'string',
    nullable: true,
    description: {
      pt: 'A variante cujos parâmetros são o padrão das listas desde que ele acabou',
      en: 'The variant whose parameters are the default of lists since it ended',
    },
  })
  adotada!: string | null;

  @ApiProperty({ ...moment, nullable: false })
  criado_em!: string;

  @ApiProperty(moment)
  iniciado_em!: string | null;

  @ApiProperty({ ...moment, example: null })
  encerrado_em!: string | null;
}

class AdoptedDto {
  @ApiProperty({ example: 1, type: 'integer' })
  experimento_id!: number;

  @ApiProperty({ example: { pt: 'Listas mais variadas', en: 'More varied lists' } })
  nome!: string;

  @ApiProperty({ example: 'variada' })
  variante!: string;

  @ApiProperty({ type: ListParameters })
  parametros!: ListParameters;
}

/** What lists have where a request does not say otherwise. */
export class ListDefaultsDto {
  @ApiProperty({ type: ListParameters })
  parametros!: ListParameters;

  @ApiProperty({
    type: [AdoptedDto],
    description: { pt: 'De onde vêm; o que veio depois vale', en: 'Where they come from; what came later holds' },
  })
  adotadas!: AdoptedDto[];
}

export function experimentDto(experiment: Experiment): ExperimentDto {
  const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    id: experiment.id,
    nome: experiment.name,
    estado: experiment.state,
    variantes: experiment.variants.map(({ nome, parte, parametros }) => ({ nome, parte, parametros })),
    participantes: experiment.participants,
    janela: experiment.window,
    desfecho: experiment.outcome,
    adotada: experiment.adopted,
    criado_em: new Date(experiment.createdAt).toISOString(),
    iniciado_em: moment(experiment.startedAt),
    encerrado_em: moment(experiment.endedAt),
  };
}
