import { Logger } from '@nestjs/common';
import { say } from './config/language';
import type { Settings } from './config/settings';
import type { Database } from './database/database';
import { seedDemo } from './importing/demo/seed-demo';

/** Fill an empty database with the demonstration, unless SEED says otherwise. */
export async function seedWhereWanted(database: Database, { seed }: Pick<Settings, 'seed'>): Promise<void> {
  const seeded = seed === 'demo' ? await seedDemo(database) : null;
  if (!seeded) return;
  new Logger('Centroide').log(
    say(
      `Banco vazio: catálogo de demonstração gravado (${seeded.films} filmes, ${seeded.users} pessoas, ${seeded.ratings} avaliações)`,
      `Empty database: filled with the demonstration (${seeded.films} films, ${seeded.users} people, ${seeded.ratings} ratings)`,
    ),
  );
}
