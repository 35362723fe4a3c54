import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Usuario } from './usuario.entity';

/** An id that a person has elsewhere: of one source, none is of two people. */
@Entity('identificadores_de_usuarios')
@Index('identificadores_de_usuarios_por_dono', ['userId'])
export class UserIdentifier {
  @PrimaryColumn({ name: 'fonte', type: 'text' })
  source!: string;

  @PrimaryColumn({ name: 'codigo', type: 'text' })
  code!: string;

  @Column({ name: 'usuario_id', type: 'bigint' })
  userId!: number;

  @ManyToOne(() => Usuario, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'usuario_id' })
  user!: Relation<Usuario>;
}
