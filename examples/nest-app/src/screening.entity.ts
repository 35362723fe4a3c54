import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A film on one of our screens: in the cinema's own database. */
@Entity('screenings')
export class Screening {
  @PrimaryGeneratedColumn()
  id: number;

  /** As Centroide calls it. */
  @Column('integer')
  filmId: number;

  @Column('text')
  screen: string;
}
