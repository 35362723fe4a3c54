import { isTooLittle, refusal } from '../../../src/importing/writing/replacement';
import { refuseDemo } from '../../../src/importing/writing/demo-mark';
import { UnusableSource } from '../../../src/importing/reading/unusable-source';
import { withSqlite } from '../../support/databases';

const before = { filmes: 1000, usuarios: 100, avaliacoes: 20_000, eventos: 10 };

describe('a replacement by too little', () => {
  it('is one without films, or by less than a tenth of any kind', () => {
    expect(isTooLittle(before, before)).toBe(false);
    expect(isTooLittle(before, { filmes: 100, usuarios: 10, avaliacoes: 2000, eventos: 1 })).toBe(false);
    for (const kind of ['filmes', 'usuarios', 'avaliacoes', 'eventos'] as const)
      expect([kind, isTooLittle(before, { ...before, [kind]: before[kind] / 10 - 1 })]).toEqual([kind, true]);
    const nothing = { filmes: 0, usuarios: 0, avaliacoes: 0, eventos: 0 };
    expect([isTooLittle(nothing, nothing), isTooLittle(nothing, { ...nothing, filmes: 1 })]).toEqual([true, false]);
  });

  it('is refused with what is there and what would land, in the language of the reader', () => {
    const few = refusal(before, { filmes: 1, usuarios: 1, avaliacoes: 1, eventos: 0 });
    expect(few.pt.split('\n').slice(0, 3)).toEqual([
      'Substituição recusada, e nada mudou: entraria menos de um décimo do que há.',
      '  há         1.000 filmes, 100 usuários, 20.000 avaliações e 10 eventos',
      '  entrariam  1 filme, 1 usuário e 1 avaliação',
    ]);
    expect(few.en.split('\n').slice(0, 3)).toEqual([
      'Replacement refused, and nothing has changed: less than a tenth of what is there would land.',
      '  there is    1,000 films, 100 users, 20,000 ratings and 10 events',
      '  would land  1 film, 1 user and 1 rating',
    ]);
    const none = refusal(before, { ...before, filmes: 0, eventos: 1 });
    expect(none.pt).toContain('nada mudou: nenhum filme entraria.\n');
    expect(none.en).toContain('has changed: no film would land.\n');
    expect([none.pt, none.en].map((text) => / (?:e|and) 1 (?:evento|event)\n/.test(text))).toEqual([true, true]);
  });
});

withSqlite('the demonstration catalogue', (open) => {
  it('is not mixed with what comes, which is told how to go on in either language', async () => {
    const database = await open();
    await refuseDemo(database);
    await database.write((transaction) => transaction.query(`INSERT INTO sistema (chave, valor) VALUES ('demo', '1')`));
    const refused = refuseDemo(database);
    await expect(refused).rejects.toThrow(UnusableSource);
    await expect(refused).rejects.toMatchObject({
      text: {
        pt: expect.stringMatching(/--substituir.*\n.*--manter/),
        en: expect.stringMatching(/mix[^]*--replace.*\n.*--keep/),
      },
    });
  });
});
