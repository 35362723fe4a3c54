import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ModelVersion } from './model-version.entity';

/** A centroid of a model, as a row that a person may query: of users (`gosto`) or of films (`grupo`). */
@Entity('modelo_centroides')
export class Centroid {
  @ForeignKey(() => ModelVersion, { onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'versao_id', type: 'bigint' })
  versionId!: number;

  @PrimaryColumn({ name: 'tipo', type: 'text' })
  kind!: 'gosto' | 'grupo';

  @PrimaryColumn({ name: 'indice', type: 'integer' })
  index!: number;

  /** Of a film group: by this number people know it, the same from one training to the next. */
  @Column({ name: 'grupo_id', type: 'integer', nullable: true })
  groupId!: number | null;

  @Column({ name: 'nome', type: 'text' })
  name!: string;

  /** How many users or films are nearest to it. */
  @Column({ name: 'tamanho', type: 'integer' })
  size!: number;

  /** Its place in the PCA space, one number per dimension. */
  @Column({ name: 'vetor', type: 'simple-json' })
  vector!: number[];
}
