import { ApiProperty } from '@nestjs/swagger';
import { verdicts, type Verdict } from './conclusion';
import { ExperimentDto } from './experiment.dto';

class DifferenceDto {
  @ApiProperty({ example: 0.0612, description: 'Quanto a parte das pessoas que o fez é maior que no controle' })
  estimativa!: number;

  @ApiProperty({
    example: 0.0103,
    description: 'A diferença verdadeira fica entre `de` e `ate`, em todos os dias juntos',
  })
  de!: number;

  @ApiProperty({ example: 0.1121 })
  ate!: number;
}

class OutcomeDto {
  @ApiProperty({ example: 231, type: 'integer', description: 'Quantas pessoas o fizeram até agora' })
  ate_agora!: number;

  @ApiProperty({ example: 212, type: 'integer', description: 'Quantas o fizeram, das `completas`' })
  pessoas!: number;

  @ApiProperty({ example: 0.2087, type: 'number', nullable: true, description: 'Que parte das `completas` é isso' })
  taxa!: number | null;

  @ApiProperty({
    type: DifferenceDto,
    nullable: true,
    description: 'Para o controle; nulo nele, e enquanto são poucas pessoas',
  })
  diferenca!: DifferenceDto | null;
}

class OutcomesDto {
  @ApiProperty({ type: OutcomeDto, description: 'Abriu (`clicou`) ou começou (`comecou`) um filme da lista' })
  aceitou!: OutcomeDto;

  @ApiProperty({ type: OutcomeDto, description: 'Assistiu a mais da metade de um filme da lista' })
  terminou!: OutcomeDto;

  @ApiProperty({ type: OutcomeDto, description: 'Deu nota de 3,5 em diante, ou `gostou`, a um filme da lista' })
  gostou!: OutcomeDto;

  @ApiProperty({ type: OutcomeDto, description: 'Deu nota abaixo de 2,75, ou `sem_interesse`, a um filme da lista' })
  nao_gostou!: OutcomeDto;
}

class VariantResultDto {
  @ApiProperty({ example: 'variada' })
  nome!: string;

  @ApiProperty({ example: 1100, type: 'integer', description: 'Quem recebeu ao menos uma lista' })
  pessoas!: number;

  @ApiProperty({ example: 5230, type: 'integer', description: 'Listas que receberam' })
  exposicoes!: number;

  @ApiProperty({
    example: 1016,
    type: 'integer',
    description: 'As pessoas cuja janela acabou: só elas contam nas taxas e diferenças',
  })
  completas!: number;

  @ApiProperty({ type: OutcomesDto })
  desfechos!: OutcomesDto;

  @ApiProperty({
    example: null,
    type: 'string',
    nullable: true,
    description: 'O que há de errado com a variante: a versão do modelo que ela nomeia não está mais guardada',
  })
  aviso!: string | null;
}

class SampleRatioDto {
  @ApiProperty({ example: [0.5, 0.5], type: [Number] })
  esperada!: number[];

  @ApiProperty({
    example: [0.497, 0.503],
    type: [Number],
    description: 'Que parte das pessoas veio; vazia sem pessoas',
  })
  observada!: number[];

  @ApiProperty({
    example: false,
    description: 'As pessoas não se repartem como deviam: algo as perde, e nada se conclui. Sem motivo, uma vez em mil',
  })
  errada!: boolean;
}

class ConclusionDto {
  @ApiProperty({
    example: 'melhor',
    enum: verdicts,
    description: '`melhor` ou `pior` só quando o intervalo do desfecho que decide não tem o zero',
  })
  estado!: Verdict;

  @ApiProperty({ example: 'variada', type: 'string', nullable: true, description: 'A que é melhor, ou pior' })
  variante!: string | null;

  @ApiProperty({
    example:
      '"variada" é melhor que "controle": a diferença de "variada" para "controle", em pessoas que abriram ou começaram um filme da lista, é de +6,1 pontos percentuais, e fica entre +1,0 e +11,2.',
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
