import { existsSync } from 'node:fs';
import type { Settings } from '../config/settings';
import { DatabaseUnusable } from './database-unusable';

/** For commands that make no sense on a new database: in a wrong folder they would make one. Throws DatabaseUnusable. */
export function onExistingDatabase(settings: Settings): Settings {
  const { database } = settings;
  if (database.dialect === 'sqlite' && !existsSync(database.file))
    throw new DatabaseUnusable(
      database,
      new Error('não existe. Confira a pasta, DATA_DIR e DATABASE_URL; o servidor o cria quando começa'),
    );
  return settings;
}
