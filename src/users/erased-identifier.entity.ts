import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An id elsewhere of a user who was erased: told again when it comes, and not to be read out of here. */
@Entity('identificadores_apagados')
export class ErasedIdentifier {
  /** SHA-256 of `fonte:codigo`, in hexadecimal. */
  @PrimaryColumn({ name: 'resumo', type: 'text' })
  digest!: string;

  /** In milliseconds since 1970. */
  @Column({ name: 'apagado_em', type: 'bigint' })
  erasedAt!: number;
}
