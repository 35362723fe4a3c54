import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Scope } from './scope';

/** A key to the API. The key itself is not kept, only its hash. */
@Entity('chaves')
export class ApiKey {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  /** What it is for, as whoever made it put it. */
  @Column({ name: 'nome', type: 'text' })
  name!: string;

  @Column({ name: 'escopo', type: 'text' })
  scope!: Scope;

  /** The beginning of the key, by which it is found and told apart. */
  @Column({ name: 'prefixo', type: 'text', unique: true })
  prefix!: string;

  /** SHA-256 of the whole key, in hex. */
  @Column({ type: 'text' })
  hash!: string;

  /** Milliseconds since 1970. */
  @Column({ name: 'criada_em', type: 'bigint' })
  createdAt!: number;

  /** Milliseconds since 1970; null while the key opens something. */
  @Column({ name: 'revogada_em', type: 'bigint', nullable: true })
  revokedAt!: number | null;

  /** Milliseconds since 1970: from then on it opens nothing. Null for one that holds until it is revoked. */
  @Column({ name: 'expira_em', type: 'bigint', nullable: true })
  expiresAt!: number | null;

  /** Milliseconds since 1970, to the minute: see KeyUses. Null where no use is known. */
  @Column({ name: 'ultimo_uso', type: 'bigint', nullable: true })
  lastUsedAt!: number | null;
}
