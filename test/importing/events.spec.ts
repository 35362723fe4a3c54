import { parseSignals } from '../../src/config/signals';
import type { Database } from '../../src/database/database';
import { exportLines } from '../../src/importing/export/export-lines';
import { eachDatabase } from '../support/databases';
import { fileWith, importFiles, importPath, lines, reasons, removeFiles } from './files';

afterAll(removeFiles);

const base = {
  'filmes.csv': lines('id,titulo', '1,Um', '2,Dois'),
  'usuarios.csv': lines('id,nome', '7,Ana'),
};
const events = (database: Database) =>
  database.query(
    'SELECT id, usuario_id, filme_id, tipo, valor, quando, recomendacao_id FROM eventos ORDER BY usuario_id, id',
  );
const versionOf = async (database: Database) =>
  (await database.query<{ versao_perfil: number }>('SELECT versao_perfil FROM usuarios WHERE id = 7'))[0].versao_perfil;

eachDatabase('events in files', (open) => {
  it('are imported once, and what cannot be taken is told by field, value and what is accepted', async () => {
    const database = await open();
    const contents = {
      ...base,
      'eventos.csv': lines(
        'id,usuario_id,filme_id,tipo,valor,quando',
        'a,7,1,assistiu,"0,75",2026-01-01T00:00:00Z',
        ',7,2,visto,,2026-01-01T00:00:00Z',
        'b,7,1,adorou,,2026-01-01T00:00:00Z',
        'c,7,1,assistiu,1.5,2026-01-01T00:00:00Z',
        'd,7,9,visto,,2026-01-01T00:00:00Z',
        'e,8,1,visto,,2026-01-01T00:00:00Z',
        'f,7,1,visto,,2099-01-01T00:00:00Z',
        'g,7,1,visto,,',
        'a,7,2,visto,,2026-01-01T00:00:00Z',
      ),
    };
    const report = await importFiles(database, contents);
    expect(report.counts.eventos).toEqual({ novos: 2, alterados: 0, iguais: 0, rejeitados: 7 });
    const told = reasons(report).join('\n');
    for (const reason of [
      'eventos.csv:4 tipo: recebeu "adorou"; aceita mostrado',
      'eventos.csv:5 valor "1.5" não é um número de 0 a 1',
      'eventos.csv:6 filme_id: filme 9 não existe',
      'eventos.csv:7 usuario_id: usuário 8 não existe',
      'eventos.csv:8 quando: recebeu "2099-01-01T00:00:00.000Z", que está no futuro',
      'eventos.csv:9 quando vazio',
      'eventos.csv:10 id: "a" já é de outro evento do usuário 7',
    ])
      expect(told).toContain(reason);
    const at = Date.UTC(2026, 0, 1);
    expect(await events(database)).toEqual([
      {
        id: `2-visto-${at}`,
        usuario_id: 7,
        filme_id: 2,
        tipo: 'visto',
        valor: null,
        quando: at,
        recomendacao_id: null,
      },
      { id: 'a', usuario_id: 7, filme_id: 1, tipo: 'assistiu', valor: 0.75, quando: at, recomendacao_id: null },
    ]);
    expect(await versionOf(database)).toBe(1);
    const again = await importFiles(database, contents);
    expect(again.counts.eventos).toMatchObject({ novos: 0, iguais: 2 });
    expect(await versionOf(database)).toBe(1);
  });

  it('come out of an export as they went in, kinds of a team included', async () => {
    const database = await open();
    const signals = parseSignals('curtiu=0.9');
    const ndjson = lines(
      JSON.stringify({ id: 1, usuario_id: 7, filme_id: 1, tipo: 'curtiu', quando: '2026-01-01T00:00:00Z' }),
      JSON.stringify({
        id: 'ü "2"',
        usuario_id: 7,
        filme_id: 2,
        tipo: 'assistiu',
        valor: 1e-7,
        quando: '2026-01-01T00:00:00.123Z',
        recomendacao_id: 'x',
      }),
    );
    await importFiles(database, { ...base, 'eventos.ndjson': ndjson }, { signals });
    const snapshot = await database.snapshot();
    let text = '';
    for await (const piece of exportLines(snapshot)) text += piece;
    await snapshot.close();
    const other = await open();
    const report = await importPath(other, await fileWith('centroide.ndjson', text), { signals });
    expect(report.rejected).toEqual([]);
    expect(report.counts.eventos).toMatchObject({ novos: 2 });
    expect(await events(other)).toEqual(await events(database));
  });

  it('go with all else when it is replaced, and count in what a replacement would lose', async () => {
    const database = await open();
    const rows = Array.from({ length: 20 }, (_, n) => `${n},7,1,mostrado,2026-01-01T00:00:00Z`);
    await importFiles(database, { ...base, 'eventos.csv': lines('id,usuario_id,filme_id,tipo,quando', ...rows) });
    await expect(importFiles(database, base, { existing: 'replace' })).rejects.toThrow('20 eventos');
    expect(await events(database)).toHaveLength(20);
    await importFiles(database, base, { existing: 'replace', replacing: { force: true } });
    expect(await events(database)).toEqual([]);
  });
});
