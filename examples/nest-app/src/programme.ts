import type { INestApplicationContext } from '@nestjs/common';
import { RecommendationService } from 'centroide/nest';
import { DataSource } from 'typeorm';
import { Screening } from './screening.entity';

/** Fill an empty programme with a few films of the demonstration. */
export async function showSome(app: INestApplicationContext) {
  const screenings = app.get(DataSource).getRepository(Screening);
  if ((await screenings.count()) > 0) return;
  for (const title of ['Alien', 'Toy Story', 'Casablanca']) {
    const { films } = await app.get(RecommendationService).search(title, { limit: 1 });
    for (const { id } of films) await screenings.insert({ filmId: id, screen: `Screen ${id}` });
  }
}
