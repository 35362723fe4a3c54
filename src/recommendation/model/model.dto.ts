import { ApiProperty } from '@nestjs/swagger';
import { GROUP_SHAPES, type GroupShape } from '../../group-shapes';
import { GROUP_HUES } from './group-looks';

export class GroupDto {
  @ApiProperty({ example: 2, type: 'integer' })
  id!: number;
  @ApiProperty({ example: 'ficção científica, ação' })
  nome!: string;
  @ApiProperty({ example: 31, type: 'integer', description: 'Quantos filmes' })
  tamanho!: number;
  @ApiProperty({
    example: 2,
    type: 'integer',
    minimum: 0,
    maximum: GROUP_HUES.length - 1,
    description: `Cor do grupo onde é desenhado, sobre branco: ${GROUP_HUES.map((hue, n) => `${n} ${hue}`).join(', ')}`,
  })
  matiz!: number;
  @ApiProperty({
    example: 'losango',
    enum: GROUP_SHAPES,
    description: 'Forma do grupo onde é desenhado: vizinhos no mapa diferem na cor e na forma',
  })
  forma!: GroupShape;
}

export class EstimateDto {
  @ApiProperty({ example: 0.1514 })
  valor!: number;
  @ApiProperty({ example: 0.139, description: 'Limite inferior do intervalo de 95%, por bootstrap sobre os usuários' })
  de!: number;
  @ApiProperty({ example: 0.163 })
  ate!: number;
}

export class QualityLineDto {
  @ApiProperty({ example: 'taste groups' })
  nome!: string;
  @ApiProperty({
    example: 'modelo',
    enum: ['modelo', 'parte', 'comparacao'],
    description: 'O modelo, uma parte dele sozinha, ou algo mais simples com que se compara',
  })
  papel!: 'modelo' | 'parte' | 'comparacao';
  @ApiProperty({ type: EstimateDto })
  ndcg10!: EstimateDto;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description:
      'NDCG@10 em que um filme de que não se gostou conta como menos um; nulo em versões medidas antes disso',
  })
  ndcg10_liquido!: EstimateDto | null;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: 'Filmes de que não se gostou (nota abaixo de 55% do topo) entre os dez primeiros, por lista',
  })
  desgostados10!: EstimateDto | null;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: 'Chance de um filme de que se gostou estar acima de um de que não se gostou (AUC)',
  })
  auc!: EstimateDto | null;
  @ApiProperty({ type: EstimateDto })
  recall10!: EstimateDto;
  @ApiProperty({ type: EstimateDto })
  hr10!: EstimateDto;
  @ApiProperty({ example: 0.052, description: 'Parte dos filmes que aparece na lista de alguém' })
  cobertura!: number;
}

export class QualityDto {
  @ApiProperty({ example: 'tempo', enum: ['tempo', 'aleatorio'], description: 'O que se escondeu de cada usuário' })
  corte!: 'tempo' | 'aleatorio';
  @ApiProperty({ example: 594, type: 'integer', description: 'Usuários medidos; com menos de 30 a tabela fica vazia' })
  usuarios!: number;
  @ApiProperty({ type: [QualityLineDto] })
  tabela!: QualityLineDto[];
}

export class TuningRowDto {
  @ApiProperty({ example: 'weights', description: 'Etapa do ajuste; a primeira linha de cada uma é o que havia antes' })
  etapa!: string;
  @ApiProperty({ example: { ridge: 300 }, type: 'object', additionalProperties: true, description: 'O que se mudou' })
  mudanca!: object;
  @ApiProperty({ example: 0.0978 })
  ndcg10!: number;
  @ApiProperty({ example: 0.0012, description: 'Diferença para a primeira linha da etapa' })
  diferenca!: number;
  @ApiProperty({ example: 0.0009, description: 'Erro padrão da diferença, sobre os usuários' })
  erro_padrao!: number;
  @ApiProperty({ example: true })
  escolhida!: boolean;
}

export class TuningDto {
  @ApiProperty({
    example: 100836,
    type: 'integer',
    description: 'Avaliações que havia quando se ajustou, e eventos onde não há nota',
  })
  avaliacoes!: number;
  @ApiProperty({ type: [TuningRowDto] })
  tabela!: TuningRowDto[];
}

export class DriftDto {
  @ApiProperty({ example: 6, type: 'integer', description: 'A versão medida: esta ou, até ela o ser, a de antes' })
  versao!: number;
  @ApiProperty({ type: EstimateDto, nullable: true, description: 'NDCG@10 nas avaliações escondidas do treino' })
  quando_ativado!: EstimateDto | null;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: 'NDCG@10 nas avaliações e eventos de depois do treino; nulo se de menos de 30 usuários',
  })
  agora!: EstimateDto | null;
  @ApiProperty({ example: 412, type: 'integer', description: 'Usuários com avaliações ou eventos de depois do treino' })
  usuarios!: number;
  @ApiProperty({ example: '2026-11-01T18:00:00.000Z', format: 'date-time' })
  medido_em!: string;
}

/** What every version tells, active or not. */
export class VersionDto {
  @ApiProperty({ example: 1, type: 'integer' })
  versao!: number;
  @ApiProperty({ example: 'ativa', enum: ['ativa', 'pronta', 'rejeitada'] })
  situacao!: 'ativa' | 'pronta' | 'rejeitada';
  @ApiProperty({ example: null, nullable: true, type: 'string', description: 'Por que foi rejeitada' })
  motivo!: string | null;
  @ApiProperty({ example: '2026-11-01T12:00:00.000Z', format: 'date-time' })
  criado_em!: string;
  @ApiProperty({
    example: '2026-11-01T12:00:00.000Z',
    format: 'date-time',
    nullable: true,
    type: 'string',
    description: 'Quando passou a ser a ativa pela última vez; nulo se nunca foi',
  })
  ativado_em!: string | null;
  @ApiProperty({ example: true, description: 'Se pode ser ativada: nem rejeitada, nem de outro motor, com os dados' })
  ativavel!: boolean;
  @ApiProperty({ example: 2, type: 'integer', description: 'Versão do motor que o treinou' })
  motor!: number;
  @ApiProperty({
    example: { tasteGroups: 80, ridge: 300 },
    type: 'object',
    additionalProperties: true,
    description: 'Parâmetros que valeram no treino; cada motor tem os seus',
  })
  parametros!: object;
  @ApiProperty({ example: 325, type: 'integer' })
  usuarios!: number;
  @ApiProperty({ example: 250, type: 'integer' })
  filmes!: number;
  @ApiProperty({ example: 8000, type: 'integer', description: 'De que foi feito: notas e, onde não há nota, eventos' })
  avaliacoes!: number;
  @ApiProperty({ type: QualityDto, nullable: true, description: 'Medida em avaliações escondidas, antes de ativar' })
  qualidade!: QualityDto | null;
  @ApiProperty({
    type: TuningDto,
    nullable: true,
    description: 'Como os parâmetros foram escolhidos; nulo com os padrões',
  })
  ajuste!: TuningDto | null;
  @ApiProperty({
    example: 'datas',
    enum: ['datas', 'datas_sem_ordem', 'sem_datas'],
    nullable: true,
    description:
      'O que diz a ordem em que as notas foram dadas: as datas; nada, porque são iguais ou seguem os ids dos filmes, como ' +
      'as que uma importação dá; ou nada, porque não há. Sem ordem, não há próximos filmes nem peso das notas novas. Nulo ' +
      'em versões de antes',
  })
  ordem_das_notas!: 'datas' | 'datas_sem_ordem' | 'sem_datas' | null;
  @ApiProperty({
    type: DriftDto,
    nullable: true,
    description: 'Como envelhece, medido a cada treino; nulo enquanto não houve outro treino',
  })
  desvio!: DriftDto | null;
}

export class ModelDto extends VersionDto {
  @ApiProperty({
    example: null,
    type: 'integer',
    nullable: true,
    description: 'A versão ativa, quando está danificada e esta responde no lugar dela; nula se esta é a ativa',
  })
  no_lugar_da_versao!: number | null;
  @ApiProperty({ example: 80, type: 'integer', description: 'Centroides de gosto' })
  centroides!: number;
  @ApiProperty({ type: [GroupDto] })
  grupos!: GroupDto[];
}
