import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What editors call a film group. It stays with the number of the group, which goes from one training to the next. */
@Entity('nomes_de_grupos')
export class GivenName {
  @PrimaryColumn({ name: 'grupo_id', type: 'integer' })
  groupId!: number;

  /** In Portuguese, and in English where that has none of its own; null: as the model calls it. */
  @Column({ name: 'nome', type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'nome_en', type: 'text', nullable: true })
  englishName!: string | null;

  /** Milliseconds since 1970. */
  @Column({ name: 'mudado_em', type: 'bigint' })
  changedAt!: number;
}
