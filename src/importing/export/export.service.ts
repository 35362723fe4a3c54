import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Problem } from '../../http/problem';
import { exportLines } from './export-lines';

/** Exports at a time: each holds a connection and a snapshot for as long as its reader takes. */
const MOST_AT_ONCE = 2;

class TooManyExports extends Problem {
  constructor() {
    super(
      503,
      'exportacoes-demais',
      {
        pt: `Já há ${MOST_AT_ONCE} exportações em andamento. Tente de novo em instantes.`,
        en: `${MOST_AT_ONCE} exports are under way already. Try again shortly.`,
      },
      [],
      { 'Retry-After': '30' },
    );
  }
}

/** Gives everything out, to a few readers at a time. */
@Injectable()
export class ExportService {
  private underWay = 0;

  constructor(private readonly database: Database) {}

  /** Let `read` have all lines, as they are at this moment, until it is done. Throws TooManyExports. */
  async everything(read: (lines: AsyncGenerator<string>) => Promise<void>): Promise<void> {
    if (this.underWay >= MOST_AT_ONCE) throw new TooManyExports();
    this.underWay++;
    try {
      const snapshot = await this.database.snapshot();
      try {
        await read(exportLines(snapshot));
      } finally {
        await snapshot.close();
      }
    } finally {
      this.underWay--;
    }
  }
}
