import { parseSignals } from '../../src/config/signals';
import { isTold } from '../../src/engine/ratings/preference';
import { planEvaluation } from '../../src/evaluation/plan-evaluation';
import { runEvaluation } from '../../src/evaluation/run-evaluation';
import { folderWith, lines, removeFiles } from '../importing/files';

afterAll(removeFiles);

const asked = { corte: 'tempo', semente: 1, sementes: 1, ajuste: false, frios: false } as const;

/** Thirty users of two tastes watched nine films each of twenty, one a day. */
function watched(kind: string): string {
  const rows: string[] = [];
  for (let user = 1; user <= 30; user++)
    for (let n = 0; n < 9; n++) {
      const film = (user * 7 + n * 3) % 20;
      const part = film % 2 === user % 2 ? 1 : 0.2;
      rows.push(`${user},${100 + film},${kind},${part},2026-01-${String(n + 1).padStart(2, '0')}T00:00:00Z`);
    }
  return lines('usuario_id,filme_id,tipo,valor,quando', ...rows);
}

describe('an evaluation of events', () => {
  it('measures them alone, as what they say', async () => {
    const folder = await folderWith({ 'eventos.csv': watched('assistiu') });
    const plan = await planEvaluation({ ...asked, dados: folder });
    expect([plan.all.userCount, plan.all.filmCount, plan.all.ratingCount]).toEqual([30, 20, 270]);
    expect(plan.split.test.ratingCount).toBeGreaterThanOrEqual(30);
    // Films of the own taste are liked, the others only begun.
    expect(plan.all.countByFilm().liked.reduce((sum, liked) => sum + liked, 0)).toBe(
      [...plan.all.rating].filter((rating) => rating > -2.5).length,
    );
    const { quality } = await runEvaluation(plan, () => undefined);
    const whole = quality.find(({ name }) => name === 'taste groups');
    expect(whole?.users).toBeGreaterThan(10);
  });

  it("lets a rating beat them, and reads a team's own kinds as its setting says", async () => {
    const ratings = lines('usuario_id,filme_id,avaliacao,avaliado_em', '1,107,2,2026-01-01', '99,107,5,2026-01-01');
    const folder = await folderWith({ 'avaliacoes.csv': ratings, 'eventos.csv': watched('curtiu') });
    const sinais = parseSignals('curtiu=0.9');
    const { all, ids } = await planEvaluation({ ...asked, dados: folder, sinais });
    const film = ids.films.indexOf(107);
    const first = all.history(0);
    const place = Array.from(first.film).indexOf(film);
    expect(first.rating[place]).toBe(2);
    expect(Array.from(first.rating).filter(isTold)).toHaveLength(8);
    expect(all.ratingCount).toBe(271);
    const usual = await planEvaluation({
      ...asked,
      corte: 'aleatorio',
      dados: await folderWith({ 'avaliacoes.csv': many(), 'eventos.csv': watched('curtiu') }),
    });
    expect([...usual.all.rating].some(isTold)).toBe(false);
  });
});

/** Ratings enough to hide some. */
function many(): string {
  const rows = Array.from({ length: 60 }, (_, n) => `${1 + (n % 6)},${100 + Math.floor(n / 6)},${1 + (n % 5)},`);
  return lines('usuario_id,filme_id,avaliacao,avaliado_em', ...rows);
}
