import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planEvaluation, type EvaluationRequest } from '../../src/evaluation/plan-evaluation';
import { jsonReport } from '../../src/evaluation/json-report';
import { runEvaluation } from '../../src/evaluation/run-evaluation';
import { terminalPreface } from '../../src/evaluation/terminal-report';
import { folderWith, lines, removeFiles } from '../importing/files';
import { some } from '../support/some';

afterAll(removeFiles);

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Run `centroide avaliar` as a process of its own. */
function avaliar(...args: string[]): Promise<Ended> {
  const command = [join(__dirname, '../../src/cli.js'), 'avaliar', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

/** Sixty users with fifteen ratings each, of one of two tastes, and thirty films of two genres. */
function ratings(best = 5): string {
  const rows: string[] = [];
  for (let user = 1; user <= 60; user++) {
    for (let n = 0; n < 15; n++) {
      const film = (user * 7 + n * 11) % 30;
      rows.push(`${user},${1 + film},${film % 2 === user % 2 ? best : 1},${1000 * n + user}`);
    }
  }
  return lines('userId,movieId,rating,timestamp', ...rows);
}

const movies = lines(
  'movieId,title,genres',
  ...Array.from({ length: 30 }, (_, f) => `${f + 1},Film ${f} (1990),${f % 2 ? 'Drama' : 'Comedy|War'}`),
);

describe('centroide avaliar', () => {
  it('writes the same findings on the terminal, as JSON and as Markdown', async () => {
    const folder = await folderWith({ 'ratings.csv': ratings(), 'movies.csv': movies });
    const files = { json: join(folder, 'saida.json'), markdown: join(folder, 'saida.md') };
    const args = [
      '--dados',
      folder,
      '--json',
      files.json,
      '--markdown',
      files.markdown,
      '--inicio-kmeans',
      '1,2,3,4,5',
    ];
    const { code, stdout, stderr } = await avaliar(...args);
    expect([code, stderr]).toEqual([0, '']);
    const report = JSON.parse(await readFile(files.json, 'utf8'));
    expect(report.dados).toMatchObject({ usuarios: 60, filmes: 30, corte: 'tempo', avaliacoes_escondidas: 180 });
    const names = report.qualidade.map(({ nome }: { nome: string }) => nome);
    expect(names).toEqual([
      'popular',
      'popular of late',
      'item kNN, cosine',
      'hard k-means, k = 5, mean of 10 starts',
      'hard k-means, k = 5, recorded start',
      'EASE, tuned',
      'taste centroids alone',
      'film blocks alone',
      'next films alone',
      'taste groups without popularity',
      'taste groups',
    ]);
    for (const { ndcg10 } of some(
      report.qualidade as { ndcg10: { minimo: number; valor: number; maximo: number } }[],
    )) {
      expect(ndcg10.minimo).toBeLessThanOrEqual(ndcg10.valor);
      expect(ndcg10.maximo).toBeGreaterThanOrEqual(ndcg10.valor);
    }
    expect(report.comparacoes.map(({ outro }: { outro: string }) => outro)).toEqual(names.slice(0, 6));
    expect(report.filmes_frios.filmes_escondidos).toBe(3);
    expect(report.usuarios_frios.conhecidas).toEqual([1, 3, 5, 10]);
    expect(report.diversidade_por).toBe('generos');
    const markdown = await readFile(files.markdown, 'utf8');
    for (const name of names) {
      expect(stdout).toContain(name);
      expect(markdown).toContain(`| ${name} |`);
    }
    const popular = report.qualidade[0].ndcg10.valor.toFixed(4);
    expect(stdout).toMatch(new RegExp(`^popular +${popular} `, 'm'));
    expect(markdown).toContain(`| popular | ${popular} |`);
  });

  it('takes the top of the scale that it is told, where the ratings do not show it', async () => {
    const folder = await folderWith({ 'ratings.csv': ratings(3) });
    const json = join(folder, 'saida.json');
    const likers = async (...scale: string[]): Promise<number> => {
      await avaliar('--dados', folder, '--sem-frios', '--sem-ajuste', '--json', json, ...scale);
      return JSON.parse(await readFile(json, 'utf8')).qualidade[0].usuarios;
    };
    // 3 is liked of 4, and neither liked nor disliked of 5.
    expect(await likers()).toBe(0);
    expect(await likers('--escala', '4')).toBe(60);
  });

  it('repeats with several seeds and tells how far the starts lie apart', async () => {
    const folder = await folderWith({ 'ratings.csv': ratings() });
    const json = join(folder, 'saida.json');
    await avaliar('--dados', folder, '--sementes', '2', '--semente', '7', '--sem-frios', '--json', json);
    const report = JSON.parse(await readFile(json, 'utf8'));
    expect(report.dados.sementes).toEqual([7, 8]);
    expect(report.qualidade.at(-1).inicios.quantos).toBe(2);
    expect([report.filmes_frios, report.usuarios_frios]).toEqual([null, null]);
    expect(report.diversidade_por).toBe('avaliadores');
  });

  it('knows no next films on a random split', async () => {
    const folder = await folderWith({ 'ratings.csv': ratings() });
    const { stdout } = await avaliar('--dados', folder, '--corte', 'aleatorio', '--sem-frios');
    expect(stdout).not.toContain('next films');
    expect(stdout).toContain('taste groups');
  });

  it.each([
    [['--sementes', '0'], 'é um número inteiro de 1 a 99'],
    [['--escala', '0'], 'é um número maior que 0'],
    [['--json', '/nao/existe/saida.json'], '/nao/existe/saida.json: não pode ser gravado'],
  ])('says what is wrong with %j before it measures anything', async (args, message) => {
    const folder = await folderWith({ 'ratings.csv': ratings() });
    const { code, stdout, stderr } = await avaliar('--dados', folder, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });
});

describe('the plan of an evaluation', () => {
  const plan = async (content: string, given: Partial<EvaluationRequest> = {}) =>
    planEvaluation({
      dados: await folderWith({ 'ratings.csv': content }),
      corte: 'tempo',
      semente: 0,
      sementes: 1,
      ajuste: false,
      frios: false,
      ...given,
    });
  const rare = (count: number): string => Array.from({ length: count }, (_, n) => `1,${1000 + n},3,${n}\n`).join('');

  it('leaves out EASE above 6,000 films unless asked, and the command says so before the work', async () => {
    const large = ratings() + rare(5971);
    const refused = await plan(large);
    expect(refused.easeRefused).toEqual({ films: 6001, most: 6000 });
    expect(terminalPreface(refused)).toMatch(
      /^ratings\.csv: 60 usuários, 6001 filmes, .*\nEASE não será medido: 6\.001 filmes são mais que 6\.000 .* --ease-grande /,
    );
    expect((await plan(large, { easeGrande: true })).easeRefused).toBeNull();
    const small = await plan(ratings() + rare(5970));
    expect(small.easeRefused).toBeNull();
    expect(terminalPreface(small)).not.toContain('EASE');
  });

  it.each([[null], [{ films: 6001, most: 6000 }]])('measures EASE unless it is refused: %j', async (easeRefused) => {
    const result = await runEvaluation({ ...(await plan(ratings())), easeRefused }, () => undefined);
    expect(result.quality.some(({ name }) => name === 'EASE, tuned')).toBe(easeRefused === null);
    expect(JSON.parse(jsonReport(result)).ease_recusado).toEqual(easeRefused && { filmes: 6001, maximo: 6000 });
  });

  it('is refused for a user without ratings, and for no row to hold out', async () => {
    await expect(plan(ratings(), { inicioKmeans: [1, 999] })).rejects.toThrow('não há avaliações do usuário 999');
    await expect(plan(ratings(), { linhasTeste: '/dev/null' })).rejects.toThrow('nenhuma avaliação fica escondida');
  });

  it('holds out nothing of users with four ratings, so that there is nothing to measure', async () => {
    const few = (count: number): string =>
      lines('userId,movieId,rating', ...Array.from({ length: count }, (_, n) => `1,${n + 1},4`));
    await expect(plan(few(4))).rejects.toThrow('nenhuma avaliação fica escondida');
    expect((await plan(few(5))).split.test.ratingCount).toBe(1);
  });
});
