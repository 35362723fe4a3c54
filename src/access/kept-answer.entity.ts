import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request with an Idempotency-Key that was carried out, and its answer, which nobody can read but whoever sends that again. */
@Entity('respostas_guardadas')
@Index('respostas_guardadas_por_momento', ['createdAt'])
@Index('respostas_guardadas_por_usuario', ['userId'], { where: 'usuario_id IS NOT NULL' })
export class KeptAnswer {
  /** Made of the credential and the key: neither can be read out of it. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** What was asked for, as a digest that only the key makes; null once the person was erased. */
  @Column({ name: 'resumo', type: 'text', nullable: true })
  digest!: string | null;

  /** Null where the process ended between what it wrote and its answer. */
  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  /** Headers and body, sealed; null where there was no answer, or the person was erased. */
  @Column({ name: 'resposta', type: 'text', nullable: true })
  sealed!: string | null;

  /** Whom the answer tells of. */
  @Column({ name: 'usuario_id', type: 'bigint', nullable: true })
  userId!: number | null;

  /** In milliseconds since 1970, by the database's clock. */
  @Column({ name: 'criada_em', type: 'bigint' })
  createdAt!: number;
}
