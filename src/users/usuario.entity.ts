import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person who rates films. */
@Entity('usuarios')
export class Usuario {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'nome', type: 'text' })
  name!: string;

  /** The name as it is searched; null where a program of before wrote it. */
  @Column({ name: 'busca_nome', type: 'text', nullable: true, select: false })
  searchName!: string | null;

  @Column({ type: 'text', nullable: true, unique: true })
  email!: string | null;

  /** Grows with every change of the user's ratings. */
  @Column({ name: 'versao_perfil', type: 'bigint', default: 0 })
  profileVersion!: number;

  /** Grows when the person's tokens are revoked: those of before hold no more. */
  @Column({ name: 'epoca_tokens', type: 'bigint', default: 0 })
  tokenEpoch!: number;
}
