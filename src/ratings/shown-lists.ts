import type { Statements } from '../database/sql-value';
import type { PersonalDataDto } from './rating.dto';

interface Row {
  recomendacao_id: string;
  experimento_id: number;
  variante: number;
  variantes: string;
  quando: number;
  filmes: string;
}

/** The lists that a user was answered in experiments, newest first. */
export async function shownLists(statements: Statements, userId: number): Promise<PersonalDataDto['exposicoes']> {
  const rows = (await statements.query(
    `SELECT recomendacao_id, experimento_id, variante, variantes, quando, filmes
     FROM exposicoes JOIN experimentos ON experimentos.id = experimento_id
     WHERE usuario_id = $1 ORDER BY quando DESC, numero DESC`,
    [userId],
  )) as Row[];
  return rows.map(({ recomendacao_id, experimento_id, variante, variantes, quando, filmes }) => ({
    recomendacao_id,
    experimento_id,
    variante: (JSON.parse(variantes) as { nome: string }[])[variante].nome,
    quando: new Date(quando).toISOString(),
    filmes: JSON.parse(filmes) as number[],
  }));
}
