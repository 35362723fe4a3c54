import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateCandidates } from '../../src/engine/evaluation/evaluate-candidates';
import type { Recommender } from '../../src/engine/evaluation/recommender';
import { momentOfLatest, splitAtMoment } from '../../src/engine/evaluation/splits';
import { jsonReport } from '../../src/evaluation/json-report';
import { markdownReport } from '../../src/evaluation/markdown-report';
import { listsReport } from '../../src/evaluation/personal-lists';
import { planEvaluation, type EvaluationRequest } from '../../src/evaluation/plan-evaluation';
import { runEvaluation } from '../../src/evaluation/run-evaluation';
import { terminalReport } from '../../src/evaluation/terminal-report';
import { tableOf } from '../engine/tables';
import { folderWith, lines, removeFiles } from '../importing/files';

afterAll(removeFiles);

/** Thirty users with eight ratings each, of one of two tastes, of twenty films; user n rates on day n and later. */
function ratings(): string {
  const rows: string[] = [];
  for (let user = 1; user <= 30; user++)
    for (let n = 0; n < 8; n++) {
      const film = (user * 7 + n * 3) % 20;
      rows.push(`${user},${100 + film},${film % 2 === user % 2 ? 5 : 1},${86_400 * (user + n)}`);
    }
  return lines('userId,movieId,rating,timestamp', ...rows);
}

async function plan(given: Partial<EvaluationRequest> = {}, files: Record<string, string> = {}) {
  const folder = await folderWith({ 'ratings.csv': ratings() });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const within = (name?: string) => (name === undefined ? {} : { candidatos: join(folder, name) });
  return planEvaluation({
    dados: join(folder, 'ratings.csv'),
    corte: 'tempo',
    semente: 1,
    sementes: 1,
    ajuste: false,
    frios: false,
    ...given,
    ...within(given.candidatos),
  });
}

describe('a film hidden among given candidates', () => {
  const byNumber: Recommender = { name: 'by number', fit: () => ({ score: () => [5, 4, 3, 2, 1, 1] }) };
  const train = tableOf([[0, 0, 5]], { userCount: 1, filmCount: 6 });

  it('is found in the place that it has among them', async () => {
    const [row] = await evaluateCandidates(
      train,
      [
        { user: 0, film: 1, others: [2, 3] },
        { user: 0, film: 3, others: [0, 1, 2, 4] },
        { user: 0, film: 4, others: [5] },
        { user: 0, film: 4, others: Array(10).fill(0) },
      ],
      [byNumber],
    );
    // The third stands after one of equal score; the last in place 11.
    expect([...row.hitRateAt10]).toEqual([1, 1, 1, 0]);
    expect([...row.ndcgAt10].map((x) => x.toFixed(6))).toEqual(
      [1, 1 / Math.log2(5), 1 / Math.log2(3), 0].map((x) => x.toFixed(6)),
    );
  });

  it('is read from a file, taken out of the training, and told of in every report', async () => {
    // User 1 rated films 107, 110, 113, 116, 119, 102, 105 and 108.
    const candidates = lines('1\t108\t100\t101', '(2,117)\t100\t101');
    const planned = await plan({ candidatos: 'c.txt' }, { 'c.txt': candidates });
    expect(planned.candidates).toEqual([
      { user: 0, film: 8, others: [0, 1] },
      { user: 1, film: 17, others: [0, 1] },
    ]);
    expect(planned.split.train.ratingCount).toBe(30 * 8 - planned.split.test.ratingCount);
    expect(Array.from(planned.split.train.history(0).film)).not.toContain(8);
    const result = await runEvaluation(planned, () => undefined);
    expect(result.quality).toEqual([]);
    expect(result.candidates?.cases).toBe(2);
    const names = result.candidates?.lines.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['popular', 'EASE, tuned', 'taste groups']));
    const told = JSON.parse(jsonReport(result)).candidatos;
    expect(told.linhas.map(({ nome }: { nome: string }) => nome)).toEqual(names);
    for (const report of [terminalReport(result), markdownReport(result)])
      for (const name of names) expect(report).toContain(name);
  });

  it.each([
    ['1,108', 'linha 1: são precisos um usuário, o filme escondido e ao menos um outro filme'],
    ['\n99,108,100', 'linha 2: não há avaliações do usuário 99'],
    ['1,108,555', 'linha 1: não há avaliações do filme 555'],
    ['1,x,100', 'linha 1: "x" não é um número de usuário ou de filme'],
    ['1,108,108', 'linha 1: o filme escondido, 108, está entre os outros'],
    ['\n', 'não tem nenhuma linha'],
  ])('is refused where the file is %j', async (content, message) => {
    await expect(plan({ candidatos: 'c.txt' }, { 'c.txt': content })).rejects.toThrow(message);
  });
});

describe('a cut at a date', () => {
  it('hides the ratings of everybody from that moment on', () => {
    const table = tableOf([
      [0, 0, 5, 1],
      [0, 1, 5, 3],
      [1, 0, 5, 2],
      [1, 1, 5, 5],
      [1, 2, 5, 4],
    ]);
    expect(momentOfLatest(table, 0.4)).toBe(4);
    const { train, test } = splitAtMoment(table, 4);
    expect([train.ratingCount, Array.from(test.history(1).film), test.history(0).film.length]).toEqual([3, [2, 1], 0]);
    expect(momentOfLatest(tableOf([[0, 0, 5]]), 0.4)).toBeNull();
    expect(() => splitAtMoment(tableOf([[0, 0, 5]]), 1)).toThrow('ratings without times');
  });

  it('is the one given, else that of the latest fifth', async () => {
    const latest = (await plan({ corte: 'data' })).split;
    expect(latest.test.ratingCount).toBeGreaterThanOrEqual(48);
    expect(latest.test.ratingCount).toBeLessThan(60);
    const given = (await plan({ corte: 'data', desde: 86_400_000 * 36 })).split;
    expect(given.test.ratingCount).toBe(3);
  });

  it('says what it does not fit to', async () => {
    await expect(plan({ corte: 'tempo', desde: 0 })).rejects.toThrow('--desde só vale com --corte data');
    await expect(plan({ candidatos: 'c.txt', linhasTeste: 'x' })).rejects.toThrow('só um dos dois');
  });
});

describe('the lists of an evaluation', () => {
  it('are those that are measured, by the ids of the file, best first, without what was rated in training', async () => {
    const planned = await plan({ listas: 'lists.csv' });
    const { lists } = await runEvaluation(planned, () => undefined);
    const csv = listsReport(lists ?? [], planned.ids)
      .trim()
      .split('\n');
    expect(csv[0]).toBe('usuario_id,posicao,filme_id,pontuacao');
    const own = csv
      .slice(1)
      .map((line) => line.split(',').map(Number))
      .filter(([user]) => user === 3);
    expect(own.map(([, place]) => place)).toEqual(own.map((_, n) => n + 1));
    // Of eight ratings one is held out, and may be recommended again: of 20 films 13 are left.
    expect(own).toHaveLength(13);
    const scores = own.map(([, , , score]) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const known = Array.from(planned.split.train.history(2).film, (film) => planned.ids.films[film]);
    expect(own.some(([, , film]) => known.includes(film))).toBe(false);
  });
});
