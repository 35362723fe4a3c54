import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MessageType } from './message';

/** An address that is told what happens here. */
@Entity('webhooks')
export class Webhook {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  url!: string;

  /** What it asks for. */
  @Column({ name: 'tipos', type: 'simple-json' })
  types!: readonly MessageType[];

  /** By what messages to it are signed: `whsec_` and 256 bits in base64. It has to be kept as it is. */
  @Column({ name: 'segredo', type: 'text' })
  secret!: string;

  /** Milliseconds since 1970. */
  @Column({ name: 'criado_em', type: 'bigint' })
  createdAt!: number;
}
