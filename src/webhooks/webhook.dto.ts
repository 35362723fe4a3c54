import { ApiProperty } from '../http/api-docs';
import { SomeOf, WebAddress } from '../http/field-decorators';
import { isoTime } from '../http/iso-time';
import type { Language, Text } from '../http/language';
import { deliveryStates, type Delivery } from './delivery.entity';
import { messageTypes, TEST_TYPE, type MessageType } from './message';
import { ANSWER_MS, failures } from './send-message';
import { acceptedAddresses } from './webhook-problems';
import type { Webhook } from './webhook.entity';

/** In characters. */
const LONGEST_ADDRESS = 2_000;

const TYPES: Text = {
  pt:
    '`modelo.ativado`: outra versão do modelo passou a responder; `treino.falhou`; `importacao.concluida`: de um arquivo ' +
    'enviado, não de uma simulação; `usuario.apagado`, também por se unir a outro',
  en:
    '`modelo.ativado`: another version of the model answers; `treino.falhou`: a training failed; `importacao.concluida`: an ' +
    'uploaded file was imported, not simulated; `usuario.apagado`: a person was erased, or merged into another',
};

/** Body of `POST /webhooks`. */
export class NewWebhookBody {
  @WebAddress(LONGEST_ADDRESS)
  @ApiProperty({ example: 'https://example.com/centroide', description: acceptedAddresses })
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
    description: {
      pt: 'Com que se assinam as suas mensagens (Standard Webhooks). Só aparece nesta resposta',
      en: 'What its messages are signed by (Standard Webhooks). It is in this answer only',
    },
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
    description: {
      pt: '`webhook-id`: o mesmo em todas as tentativas e em todos os webhooks',
      en: '`webhook-id`: the same of all attempts and of all webhooks',
    },
  })
  mensagem!: string;

  @ApiProperty({ example: 'modelo.ativado', enum: [...messageTypes, TEST_TYPE] })
  tipo!: string;

  @ApiProperty({
    example: 'entregue',
    enum: deliveryStates,
    description: {
      pt: '`na_fila`: espera a próxima tentativa; `entregue`; `falhou`: desistiu-se dela',
      en: '`na_fila`: waits for its next attempt; `entregue`: delivered; `falhou`: given up',
    },
  })
  estado!: (typeof deliveryStates)[number];

  @ApiProperty({
    example: 3,
    type: 'integer',
    description: { pt: 'Quantas vezes foi enviada', en: 'How often it was sent' },
  })
  tentativas!: number;

  @ApiProperty({
    example: '2026-11-20T12:00:00.000Z',
    format: 'date-time',
    description: { pt: 'Quando aconteceu', en: 'When it happened' },
  })
  criada_em!: string;

  @ApiProperty({
    example: '2026-11-20T12:01:05.000Z',
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: { pt: 'A última tentativa; nulo antes da primeira', en: 'The last attempt; null before the first' },
  })
  tentada_em!: string | null;

  @ApiProperty({
    example: null,
    format: 'date-time',
    type: 'string',
    nullable: true,
    description: {
      pt: 'Quando é tentada de novo; nulo quando foi entregue ou se desistiu dela',
      en: 'When it is tried again; null once it was delivered or given up',
    },
  })
  proxima_em!: string | null;

  @ApiProperty({
    example: 204,
    type: 'integer',
    nullable: true,
    description: {
      pt: 'Status da última resposta; nulo se não veio nenhuma',
      en: 'Status of the last answer; null where none came',
    },
  })
  resposta!: number | null;

  @ApiProperty({
    example: null,
    type: 'string',
    nullable: true,
    description: { pt: 'Por que não foi entregue', en: 'Why it was not delivered' },
  })
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
    erro: state === 'entregue' ? null : (errorOf(delivery)?.[language] ?? null),
  };
}

/** Why the last attempt came to nothing; null before it has. */
function errorOf({ answered, failure }: Delivery): Text | null {
  if (answered !== null)
    return answered >= 300 && answered < 400
      ? {
          pt: `respondeu ${answered}; redirecionamentos não se seguem`,
          en: `answered ${answered}; redirects are not followed`,
        }
      : {
          pt: `respondeu ${answered}; entregue é de 200 a 299`,
          en: `answered ${answered}; delivered is 200 to 299`,
        };
  if (failure === null) return null;
  if (failure === failures.late)
    return {
      pt: `não respondeu em ${ANSWER_MS / 1000} s`,
      en: `did not answer within ${ANSWER_MS / 1000} s`,
    };
  if (failure === failures.refused)
    return {
      pt: `o endereço não serve; aceita ${acceptedAddresses.pt}`,
      en: `the address will not do; takes ${acceptedAddresses.en}`,
    };
  return { pt: `a conexão falhou (${failure})`, en: `the connection failed (${failure})` };
}
