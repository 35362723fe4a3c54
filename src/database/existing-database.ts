import { existsSync } from 'node:fs';
import type { Settings } from '../config/settings';
import { DatabaseUnusable } from './database-unusable';
import { say } from '../config/language';

/** For commands that make no sense on a new database: in a wrong folder they would make one. Throws DatabaseUnusable. */
export function onExistingDatabase(settings: Settings): Settings {
  const { database } = settings;
  if (database.dialect === 'sqlite' && !existsSync(database.file))
    throw new DatabaseUnusable(
      database,
      new Error(
        say(
          'não existe. Confira a pasta, DATA_DIR e DATABASE_URL; o servidor o cria quando começa',
          'it does not exist. Check the folder, DATA_DIR and DATABASE_URL; the server makes it when it starts',
        ),
      ),
    );
  return settings;
}
