import { ApiProperty } from '../http/api-docs';
import { verdicts, type Verdict } from './conclusion';
import { ExperimentDto } from './experiment.dto';

class DifferenceDto {
  @ApiProperty({
    example: 0.0612,
    description: {
      pt: 'Quanto a parte das pessoas que o fez é maior que no controle',
      en: 'By how much the share of people who did it is greater than in the control',
    },
  })
  estimativa!: number;

  @ApiProperty({
    example: 0.0103,
    description: {
      pt: 'A diferença verdadeira fica entre `de` e `ate`, em todos os dias juntos',
      en: 'The true difference lies between `de` and `ate`, on all days together',
    },
  })
  de!: number;

  @ApiProperty({ example: 0.1121 })
  ate!: number;
}

class OutcomeDto {
  @ApiProperty({
    example: 231,
    type: 'integer',
    description: { pt: 'Quantas pessoas o fizeram até agora', en: 'How many people have done it so far' },
  })
  ate_agora!: number;

  @ApiProperty({
    example: 212,
    type: 'integer',
    description: { pt: 'Quantas o fizeram, das `completas`', en: 'How many did it, of `completas`' },
  })
  pessoas!: number;

  @ApiProperty({
    example: 0.2087,
    type: 'number',
    nullable: true,
    description: { pt: 'Que parte das `completas` é isso', en: 'Which share of `completas` that is' },
  })
  taxa!: number | null;

  @ApiProperty({
    type: DifferenceDto,
    nullable: true,
    description: {
      pt: 'Para o controle; nulo nele, e enquanto são poucas pessoas',
      en: 'Against the control; null for the control itself, and while there are few people',
    },
  })
  diferenca!: DifferenceDto | null;
}

class OutcomesDto {
  @ApiProperty({
    type: OutcomeDto,
    description: {
      pt: 'Abriu (`clicou`) ou começou (`comecou`) um filme da lista',
      en: 'Opened (`clicou`) or began (`comecou`) a film of the list',
    },
  })
  aceitou!: OutcomeDto;

  @ApiProperty({
    type: OutcomeDto,
    description: {
      pt: 'Assistiu a mais da metade de um filme da lista',
      en: 'Watched more than half of a film of the list',
    },
  })
  terminou!: OutcomeDto;

  @ApiProperty({
    type: OutcomeDto,
    description: {
      pt: 'Deu nota de 3,5 em diante, ou `gostou`, a um filme da lista',
      en: 'Rated a film of the list 3.5 or more, or `gostou`',
    },
  })
  gostou!: OutcomeDto;

  @ApiProperty({
    type: OutcomeDto,
    description: {
      pt: 'Deu nota abaixo de 2,75, ou `sem_interesse`, a um filme da lista',
      en: 'Rated a film of the list below 2.75, or `sem_interesse`',
    },
  })
  nao_gostou!: OutcomeDto;
}

class VariantResultDto {
  @ApiProperty({ example: 'variada' })
  nome!: string;

  @ApiProperty({
    example: 1100,
    type: 'integer',
    description: { pt: 'Quem recebeu ao menos uma lista', en: 'Who was given at least one list' },
  })
  pessoas!: number;

  @ApiProperty({
    example: 5230,
    type: 'integer',
    description: { pt: 'Listas que receberam', en: 'Lists that they were given' },
  })
  exposicoes!: number;

  @ApiProperty({
    example: 1016,
    type: 'integer',
    description: {
      pt: 'As pessoas cuja janela acabou: só elas contam nas taxas e diferenças',
      en: 'People whose window is over: only they count in rates and differences',
    },
  })
  completas!: number;

  @ApiProperty({ type: OutcomesDto })
  desfechos!: OutcomesDto;

  @ApiProperty({
    example: null,
    type: 'string',
    nullable: true,
    description: {
      pt: 'O que há de errado com a variante: a versão do modelo que ela nomeia não está mais guardada',
      en: 'What is wrong with the variant: the version of the model that it names is no longer kept',
    },
  })
  aviso!: string | null;
}

class SampleRatioDto {
  @ApiProperty({ example: [0.5, 0.5], type: [Number] })
  esperada!: number[];

  @ApiProperty({
    example: [0.497, 0.503],
    type: [Number],
    description: {
      pt: 'Que parte das pessoas veio; vazia sem pessoas',
      en: 'Which share of people came; empty without people',
    },
  })
  observada!: number[];

  @ApiProperty({
    example: false,
    description: {
      pt: 'As pessoas não se repartem como deviam: algo as perde, e nada se conclui. Sem motivo, uma vez em mil',
      en:
        'People are not split as they should be: something loses them, and nothing can be concluded. Without a cause, ' +
        'once in a thousand',
    },
  })
  errada!: boolean;
}

class ConclusionDto {
  @ApiProperty({
    example: 'melhor',
    enum: verdicts,
    description: {
      pt: '`melhor` ou `pior` só quando o intervalo do desfecho que decide não tem o zero',
      en: '`melhor` (better) or `pior` (worse) only where the interval of the outcome that decides does not hold zero',
    },
  })
  estado!: Verdict;

  @ApiProperty({
    example: 'variada',
    type: 'string',
    nullable: true,
    description: { pt: 'A que é melhor, ou pior', en: 'The one that is better, or worse' },
  })
  variante!: string | null;

  @ApiProperty({
    example: {
      pt: '"variada" é melhor que "controle": a diferença de "variada" para "controle", em pessoas que abriram ou começaram um filme da lista, é de +6,1 pontos percentuais, e fica entre +1,0 e +11,2.',
      en: '"variada" is better than "controle": the difference of "variada" to "controle", in people who opened or began a film of the list, is +6.1 percentage points, and lies between +1.0 and +11.2.',
    },
  })
  texto!: string;
}

/** An experiment, with what it says so far. */
export class ExperimentReportDto extends ExperimentDto {
  @ApiProperty({ type: [VariantResultDto] })
  resultado!: VariantResultDto[];

  @ApiProperty({ type: SampleRatioDto })
  proporcao!: SampleRatioDto;

  @ApiProperty({ type: ConclusionDto })
  conclusao!: ConclusionDto;
}
