import { ApiProperty } from '@nestjs/swagger';
import { SomeOf, WebAddress } from '../http/field-decorators';
import { isoTime } from '../http/iso-time';
import type { Language } from '../http/language';
import { deliveryStates, type Delivery } from './delivery.entity';
import { messageTypes, TEST_TYPE, type MessageType } from './message';
import { ANSWER_MS, failures } from './send-message';
import { acceptedAddresses } from './webhook-problems';
import type { Webhook } from './webhook.entity';

/** In characters. */
const LONGEST_ADDRESS = 2_000;

const TYPES =
  '`modelo.ativado`: outra versão do modelo passou a responder; `treino.falhou`; `importacao.concluida`: de um arquivo enviado, ' +
  'não de uma simulação; `usuario.apagado`, também por se unir a outro';

/** Body of `POST /webhooks`. */
export class NewWebhookBody {
  @WebAddress(LONGEST_ADDRESS)
  @ApiProperty({ example: 'https://example.com/centroide', description: `Aceita ${acceptedAddresses.pt}` })
  url!: string;

  @SomeOf(messageTypes)
  @ApiProperty({ example: ['modelo.ativado', 'usuario.apagado'], description: TYPES })
  tipos!: MessageType[];
}

/** A webhook, without what its messages are signed by. */
export class WebhookDto {
  @ApiProperty({ example: 1, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'https://example.com/centroide' })
  url!: string;

  @ApiProperty({ example: ['modelo.ativado', 'usuario.apagado'], enum: messageTypes, isArray: true })
  tipos!: readonly MessageType[];

  @ApiProperty({ example: '2026-11-20T12:00:00.000Z', format: 'date-time' })
  criado_em!: string;
}

/** A webhook that has just been made. */
export class CreatedWebhookDto extends WebhookDto {
  @ApiProperty({
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    description: 'Com que se assinam as suas mensagens (Standard Webhooks). Só aparece nesta resposta',
  })
  segredo!: string;
}

export function webhookDto({ id, url, types, createdAt }: Webhook): WebhookDto {
  return { id, url, tipos: types, criado_em: new Date(createdAt).toISOString() };
}

/** A message to a webhook, and what became of it. */
export class DeliveryDto {
  @ApiProperty({ example: 12, type: 'integer' })
  id!: number;

  @ApiProperty({
    example: 'msg_2f6a0c8be1d94f0f9f3c7a5b1e2d4c68',
    description: '`webhook-id`: o mesmo em todas as tentativas e em todos os webhooks',
  })
  mensagem!: string;

  @ApiProperty({ example: 'modelo.ativado', enum: [...messageTypes, TEST_TYPE] })
  tipo!: string;

  @ApiProperty({ example: 'entregue', enum: deliveryStates, description: '`na_fila`: espera a próxima tentativa' })
  estado!: (typeof deliveryStates)[number];

  @ApiProperty({ example: 3, type: 'integer', description: 'Quantas vezes foi enviada' })
  tentativas!: number;

  @ApiProperty({ example: '2026-11-20T12:00:00.000Z', format: 'date-time', description: 'Quando aconteceu' })
  criada_em!: string;

  @ApiProperty({ example: '2026-11-20T12:01:05.000Z', format: 'date-time', type: 'string', nullable: true })
  tentada_em!: string | null;

  @ApiProperty({
    example: null,
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: 'Quando é tentada de novo; nulo quando foi entregue ou se desistiu dela',
  })
  proxima_em!: string | null;

  @ApiProperty({ example: 204, type: 'integer', nullable: true, description: 'Status da última resposta' })
  resposta!: number | null;

  @ApiProperty({ example: null, type: 'string', nullable: true, description: 'Por que não foi entregue' })
  erro!: string | null;
}

export function deliveryDto(delivery: Delivery, language: Language): DeliveryDto {
  const { id, messageId, type, state, attempts, createdAt, attemptedAt, nextAt, answered } = delivery;
  return {
    id,
    mensagem: messageId,
    tipo: type,
    estado: state,
    tentativas: attempts,
    criada_em: new Date(createdAt).toISOString(),
    tentada_em: isoTime(attemptedAt),
    proxima_em: isoTime(nextAt),
    resposta: answered,
    erro: state === 'entregue' ? null : errorOf(delivery, language),
  };
}

/** Why the last attempt came to nothing; null before it has. */
function errorOf({ answered, failure }: Delivery, language: Language): string | null {
  const pt = language === 'pt';
  if (answered !== null) {
    const redirects = answered >= 300 && answered < 400;
    if (redirects)
      return pt
        ? `respondeu ${answered}; redirecionamentos não se seguem`
        : `answered ${answered}; redirects are not followed`;
    return pt ? `respondeu ${answered}; entregue é de 200 a 299` : `answered ${answered}; delivered is 200 to 299`;
  }
  if (failure === null) return null;
  if (failure === failures.late)
    return pt ? `não respondeu em ${ANSWER_MS / 1000} s` : `did not answer within ${ANSWER_MS / 1000} s`;
  if (failure === failures.refused) {
    const accepted = acceptedAddresses[language];
    return pt ? `o endereço não serve; aceita ${accepted}` : `the address will not do; takes ${accepted}`;
  }
  return pt ? `a conexão falhou (${failure})` : `the connection failed (${failure})`;
}
