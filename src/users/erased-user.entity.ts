import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user who was erased: nothing but the number and the moment, so that nothing brings them back. */
@Entity('usuarios_apagados')
export class ErasedUser {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;

  /** In milliseconds since 1970. */
  @Column({ name: 'apagado_em', type: 'bigint' })
  erasedAt!: number;
}
