import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Webhook } from './webhook.entity';

export const deliveryStates = ['na_fila', 'entregue', 'falhou'] as const;
type DeliveryState = (typeof deliveryStates)[number];

/** One message to one webhook: waiting for its next attempt, delivered, or given up. All times are of the database's clock. */
@Entity('entregas')
@Index('entregas_por_webhook', ['webhookId', 'id'])
@Index('entregas_por_vez', ['state', 'nextAt'])
export class Delivery {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'webhook_id', type: 'bigint' })
  webhookId!: number;

  @ManyToOne(() => Webhook, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id' })
  webhook!: Relation<Webhook>;

  /** Of all webhooks and all attempts the same. */
  @Column({ name: 'mensagem', type: 'text' })
  messageId!: string;

  @Column({ name: 'tipo', type: 'text' })
  type!: string;

  /** What the message tells, as JSON. */
  @Column({ name: 'dados', type: 'text' })
  data!: string;

  @Column({ name: 'estado', type: 'text' })
  state!: DeliveryState;

  /** How often it has been sent, or was about to be. */
  @Column({ name: 'tentativas', type: 'integer' })
  attempts!: number;

  /** When it happened. */
  @Column({ name: 'criada_em', type: 'bigint' })
  createdAt!: number;

  @Column({ name: 'tentada_em', type: 'bigint', nullable: true })
  attemptedAt!: number | null;

  /** Not before; while it is being sent, when whoever does so counts as dead. Null once it has ended. */
  @Column({ name: 'proxima_em', type: 'bigint', nullable: true })
  nextAt!: number | null;

  /** Status of the last answer; null when none came. */
  @Column({ name: 'resposta', type: 'integer', nullable: true })
  answered!: number | null;

  /** Why no answer came: a code of the system, or one of `failures`. */
  @Column({ name: 'falha', type: 'text', nullable: true })
  failure!: string | null;
}
