import { ApiProperty } from '../../http/api-docs';
import { GROUP_SHAPES, type GroupShape } from '../../group-shapes';
import { GROUP_HUES } from './group-looks';

const hues = GROUP_HUES.map((hue, n) => `${n} ${hue}`).join(', ');

export class GroupDto {
  @ApiProperty({ example: 2, type: 'integer' })
  id!: number;
  @ApiProperty({ example: { pt: 'ficção científica, ação', en: 'science fiction, action' } })
  nome!: string;
  @ApiProperty({ example: 31, type: 'integer', description: { pt: 'Quantos filmes', en: 'How many films' } })
  tamanho!: number;
  @ApiProperty({
    example: 2,
    type: 'integer',
    minimum: 0,
    maximum: GROUP_HUES.length - 1,
    description: {
      pt: `Cor do grupo onde é desenhado, sobre branco: ${hues}`,
      en: `Colour of the group where it is drawn, on white: ${hues}`,
    },
  })
  matiz!: number;
  @ApiProperty({
    example: 'losango',
    enum: GROUP_SHAPES,
    description: {
      pt: 'Forma do grupo onde é desenhado: vizinhos no mapa diferem na cor e na forma',
      en: 'Shape of the group where it is drawn: neighbours on the map differ in colour and in shape',
    },
  })
  forma!: GroupShape;
}

export class EstimateDto {
  @ApiProperty({ example: 0.1514 })
  valor!: number;
  @ApiProperty({
    example: 0.139,
    description: {
      pt: 'Limite inferior do intervalo de 95%, por bootstrap sobre os usuários',
      en: 'Lower end of the 95% interval, by bootstrap over users',
    },
  })
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
    description: {
      pt: 'O modelo, uma parte dele sozinha, ou algo mais simples com que se compara',
      en: 'The model, one part of it alone, or something simpler that it is compared with',
    },
  })
  papel!: 'modelo' | 'parte' | 'comparacao';
  @ApiProperty({
    example: 300,
    type: 'integer',
    description: {
      pt: 'Usuários desta linha: com muitos, o que não decide se uma versão é ativada é medido em uma amostra',
      en: 'Users of this line: where there are many, what does not decide whether a version is activated is measured on a sample',
    },
  })
  usuarios!: number;
  @ApiProperty({ type: EstimateDto })
  ndcg10!: EstimateDto;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: {
      pt: 'NDCG@10 em que um filme de que não se gostou conta como menos um; nulo em versões medidas antes disso',
      en: 'NDCG@10 in which a film that was disliked counts as minus one; null in versions measured before that',
    },
  })
  ndcg10_liquido!: EstimateDto | null;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: {
      pt: 'Filmes de que não se gostou (nota abaixo de 55% do topo) entre os dez primeiros, por lista',
      en: 'Films that were disliked (rated below 55% of the top) among the first ten, per list',
    },
  })
  desgostados10!: EstimateDto | null;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: {
      pt: 'Chance de um filme de que se gostou estar acima de um de que não se gostou (AUC)',
      en: 'Chance that a film that was liked stands above one that was disliked (AUC)',
    },
  })
  auc!: EstimateDto | null;
  @ApiProperty({ type: EstimateDto })
  recall10!: EstimateDto;
  @ApiProperty({ type: EstimateDto })
  hr10!: EstimateDto;
  @ApiProperty({
    example: 0.052,
    description: {
      pt: 'Parte dos filmes que aparece na lista de alguém',
      en: "Share of the films that are in somebody's list",
    },
  })
  cobertura!: number;
}

export class QualityDto {
  @ApiProperty({
    example: 'tempo',
    enum: ['tempo', 'aleatorio'],
    description: { pt: 'O que se escondeu de cada usuário', en: 'What was hidden of each user' },
  })
  corte!: 'tempo' | 'aleatorio';
  @ApiProperty({
    example: 594,
    type: 'integer',
    description: {
      pt: 'Usuários medidos; com menos de 30 a tabela fica vazia',
      en: 'Users measured; with fewer than 30 the table stays empty',
    },
  })
  usuarios!: number;
  @ApiProperty({ type: [QualityLineDto] })
  tabela!: QualityLineDto[];
}

export class TuningRowDto {
  @ApiProperty({
    example: 'weights',
    description: {
      pt: 'Etapa do ajuste; a primeira linha de cada uma é o que havia antes',
      en: 'Stage of the tuning; the first row of each is what there was before',
    },
  })
  etapa!: string;
  @ApiProperty({
    example: { ridge: 300 },
    type: 'object',
    additionalProperties: true,
    description: { pt: 'O que se mudou', en: 'What was changed' },
  })
  mudanca!: object;
  @ApiProperty({ example: 0.0978 })
  ndcg10!: number;
  @ApiProperty({
    example: 0.0012,
    description: { pt: 'Diferença para a primeira linha da etapa', en: 'Difference from the first row of the stage' },
  })
  diferenca!: number;
  @ApiProperty({
    example: 0.0009,
    description: {
      pt: 'Erro padrão da diferença, sobre os usuários',
      en: 'Standard error of the difference, over users',
    },
  })
  erro_padrao!: number;
  @ApiProperty({ example: true })
  escolhida!: boolean;
}

export class TuningDto {
  @ApiProperty({
    example: 100836,
    type: 'integer',
    description: {
      pt: 'Avaliações que havia quando se ajustou, e eventos onde não há nota',
      en: 'Ratings there were at the time of tuning, and events where there is no rating',
    },
  })
  avaliacoes!: number;
  @ApiProperty({ type: [TuningRowDto] })
  tabela!: TuningRowDto[];
}

export class DriftDto {
  @ApiProperty({
    example: 6,
    type: 'integer',
    description: {
      pt: 'A versão medida: esta ou, até ela o ser, a de antes',
      en: 'The version measured: this one or, until it has been, the one before',
    },
  })
  versao!: number;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: {
      pt: 'NDCG@10 nas avaliações escondidas do treino',
      en: 'NDCG@10 on ratings hidden from the training',
    },
  })
  quando_ativado!: EstimateDto | null;
  @ApiProperty({
    type: EstimateDto,
    nullable: true,
    description: {
      pt: 'NDCG@10 nas avaliações e eventos de depois do treino; nulo se de menos de 30 usuários',
      en: 'NDCG@10 on ratings and events after the training; null if from fewer than 30 users',
    },
  })
  agora!: EstimateDto | null;
  @ApiProperty({
    example: 412,
    type: 'integer',
    description: {
      pt: 'Usuários com avaliações ou eventos de depois do treino',
      en: 'Users with ratings or events after the training',
    },
  })
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
  @ApiProperty({
    example: null,
    nullable: true,
    type: 'string',
    description: { pt: 'Por que foi rejeitada', en: 'Why it was rejected' },
  })
  motivo!: string | null;
  @ApiProperty({ example: '2026-11-01T12:00:00.000Z', format: 'date-time' })
  criado_em!: string;
  @ApiProperty({
    example: '2026-11-01T12:00:00.000Z',
    format: 'date-time',
    nullable: true,
    type: 'string',
    description: {
      pt: 'Quando passou a ser a ativa pela última vez; nulo se nunca foi',
      en: 'When it last became the active one; null if it never was',
    },
  })
  ativado_em!: string | null;
  @ApiProperty({
    example: true,
    description: {
      pt: 'Se pode ser ativada: nem rejeitada, nem de outro motor, com os dados',
      en: 'Whether it can be activated: neither rejected nor of another engine, and with its data',
    },
  })
  ativavel!: boolean;
  @ApiProperty({
    example: 2,
    type: 'integer',
    description: { pt: 'Versão do motor que o treinou', en: 'Version of the engine that trained it' },
  })
  motor!: number;
  @ApiProperty({
    example: { tasteGroups: 80, ridge: 300 },
    type: 'object',
    additionalProperties: true,
    description: {
      pt: 'Parâmetros que valeram no treino; cada motor tem os seus',
      en: 'Parameters that held in the training; each engine has its own',
    },
  })
  parametros!: object;
  @ApiProperty({ example: 325, type: 'integer' })
  usuarios!: number;
  @ApiProperty({ example: 250, type: 'integer' })
  filmes!: number;
  @ApiProperty({
    example: 8000,
    type: 'integer',
    description: {
      pt: 'De que foi feito: notas e, onde não há nota, eventos',
      en: 'What it was made of: ratings and, where there is no rating, events',
    },
  })
  avaliacoes!: number;
  @ApiProperty({
    type: QualityDto,
    nullable: true,
    description: {
      pt: 'Medida em avaliações escondidas, antes de ativar; nula enquanto o primeiro modelo, que responde assim que está pronto, ainda não foi medido',
      en: 'Measured on hidden ratings, before activation; null while the first model, which answers as soon as it is ready, has not been measured yet',
    },
  })
  qualidade!: QualityDto | null;
  @ApiProperty({
    type: TuningDto,
    nullable: true,
    description: {
      pt: 'Como os parâmetros foram escolhidos; nulo com os padrões',
      en: 'How the parameters were chosen; null with the defaults',
    },
  })
  ajuste!: TuningDto | null;
  @ApiProperty({
    example: 'datas',
    enum: ['datas', 'datas_sem_ordem', 'sem_datas'],
    nullable: true,
    description: {
      pt:
        'O que diz a ordem em que as notas foram dadas: as datas; nada, porque são iguais ou seguem os ids dos filmes, como ' +
        'as que uma importação dá; ou nada, porque não há. Sem ordem, não há próximos filmes nem peso das notas novas. Nulo ' +
        'em versões de antes',
      en:
        'What tells the order in which ratings were given: the dates; nothing, because they are equal or follow the ids ' +
        'of films, like those that an import gives; or nothing, because there are none. Without an order there are ' +
        'neither next films nor a weight of new ratings. Null in versions of before',
    },
  })
  ordem_das_notas!: 'datas' | 'datas_sem_ordem' | 'sem_datas' | null;
  @ApiProperty({
    type: DriftDto,
    nullable: true,
    description: {
      pt: 'Como envelhece, medido a cada treino; nulo enquanto não houve outro treino',
      en: 'How it ages, measured at each training; null while there was no other training',
    },
  })
  desvio!: DriftDto | null;
}

export class ModelDto extends VersionDto {
  @ApiProperty({
    example: null,
    type: 'integer',
    nullable: true,
    description: {
      pt: 'A versão ativa, quando está danificada e esta responde no lugar dela; nula se esta é a ativa',
      en: 'The active version, where it is damaged and this one answers in its place; null if this is the active one',
    },
  })
  no_lugar_da_versao!: number | null;
  @ApiProperty({ example: 80, type: 'integer', description: { pt: 'Centroides de gosto', en: 'Centroids of taste' } })
  centroides!: number;
  @ApiProperty({ type: [GroupDto] })
  grupos!: GroupDto[];
}
