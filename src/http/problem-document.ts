import { ApiProperty, ApiPropertyOptional } from './api-docs';

class FieldErrorDocument {
  @ApiPropertyOptional({ example: 3, type: 'integer', description: { pt: 'Só em lotes', en: 'Only in batches' } })
  linha?: number;
  @ApiPropertyOptional({
    example: 'limite',
    description: { pt: 'Ausente quando a linha toda está errada', en: 'Missing where the whole row is wrong' },
  })
  campo?: string;
  @ApiProperty({
    example: {
      pt: 'recebeu "0"; aceita um número inteiro de 1 a 100',
      en: 'got "0"; takes a whole number from 1 to 100',
    },
  })
  mensagem!: string;
}

/** RFC 9457 problem document, plus `error`, the field that the first system answered errors in. */
export class ProblemDocument {
  @ApiProperty({ example: 'urn:centroide:problema:usuario-nao-encontrado' })
  type!: string;
  @ApiProperty({ example: { pt: 'Não encontrado', en: 'Not found' } })
  title!: string;
  @ApiProperty({ example: 404, type: 'integer' })
  status!: number;
  @ApiProperty({ example: { pt: 'Usuário com ID 6 não encontrado.', en: 'There is no user with ID 6.' } })
  detail!: string;
  @ApiProperty({ example: '/filmes/6/recomendacoes' })
  instance!: string;
  @ApiProperty({ example: { pt: 'Usuário com ID 6 não encontrado.', en: 'There is no user with ID 6.' } })
  error!: string;
  @ApiPropertyOptional({
    type: [FieldErrorDocument],
    description: {
      pt: 'Só em valores inválidos: cada campo, e o que ele aceita',
      en: 'Only for invalid values: each field, and what it accepts',
    },
  })
  erros?: FieldErrorDocument[];
}
