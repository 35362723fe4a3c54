import { Logger, type FactoryProvider } from '@nestjs/common';
import { say } from '../config/language';
import { SETTINGS, type PublicRead, type Settings } from '../config/settings';
import { Database } from '../database/database';

/** Injection token of what may be read without a key: a {@link PublicRead}. */
export const PUBLIC_READING = Symbol('PublicRead');

/** The row of `sistema` that a database of before `catalogo` has: see the migration KeepPublicReading. */
const KEPT = 'leitura_publica';

/** What PUBLIC_READ says or, where it says nothing, what the database began with. */
export const publicReading: FactoryProvider<Promise<PublicRead>> = {
  provide: PUBLIC_READING,
  inject: [SETTINGS, Database],
  useFactory: async ({ publicRead }: Settings, database: Database) => {
    if (publicRead !== null) return publicRead;
    const rows = await database.query('SELECT valor FROM sistema WHERE chave = $1', [KEPT]);
    if (rows.length === 0) return 'catalogo';
    new Logger('Centroide').warn(
      say(
        'PUBLIC_READ não está definida, e este banco é de antes de haver "catalogo": sem chave se leem as listas de cada ' +
          'pessoa. PUBLIC_READ=catalogo as fecha; PUBLIC_READ=true deixa como está e cala este aviso',
        'PUBLIC_READ is not set, and this database is of before there was "catalogo": without a key the lists of each ' +
          'person can be read. PUBLIC_READ=catalogo closes them; PUBLIC_READ=true leaves it so and ends this warning',
      ),
    );
    return 'true';
  },
};
