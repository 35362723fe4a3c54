import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualSignals } from '../../../src/config/signals';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { nextCandidates, structureOf } from '../../../src/engine/training/model-structure';
import { addUsers, noSums } from '../../../src/engine/training/model-sums';
import type { UserRatings } from '../../../src/ratings/rating-stream';
import { ratingsOfFiles } from '../../../src/recommendation/training/rating-files';
import { placedInLines, usersOf } from '../../../src/recommendation/training/rating-lines';
import { commonHeader, readSums, type SumsBasis, writeSums } from '../../../src/recommendation/training/sums-file';
import { smallRows } from '../../engine/reference/small';

const folder = mkdtempSync(join(tmpdir(), 'centroide-somas-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

async function basisOf(seed: number): Promise<SumsBasis> {
  const table = RatingTable.fromRows(smallRows);
  const structure = await structureOf(
    table,
    { ...defaultParameters, head: 8, block: 8, halo: 4, userNormalisation: 0.5, seed },
    60,
  );
  const filmIds = Array.from({ length: table.filmCount }, (_, f) => 10 * f + 1);
  return { structure, candidates: await nextCandidates(table, structure), filmIds, generation: 3 };
}

describe('files of sums', () => {
  beforeAll(async () => {
    const basis = await basisOf(1);
    const sums = noSums(basis.structure, basis.candidates);
    await addUsers(sums, RatingTable.fromRows(smallRows), basis.structure, basis.candidates);
    for (const number of [1, 2, 3]) await writeSums(at(`${number}.somas`), { basis, part: { number, of: 3 }, sums });
  });

  const joined = (...names: string[]) => commonHeader(names.map(at));

  it('hold what was written, and come together in any order', async () => {
    const basis = await basisOf(1);
    const file = readSums(at('2.somas'));
    expect([file.basis, file.part]).toEqual([basis, { number: 2, of: 3 }]);
    expect(file.sums.users[0]).toBe(60);
    expect(joined('3.somas', '1.somas', '2.somas').filmIds).toEqual(basis.filmIds);
  });

  it('are refused when one is missing or there twice', () => {
    expect(() => joined('1.somas', '3.somas')).toThrow('falta nos arquivos dados: parte 2/3');
    expect(() => joined('1.somas', '2.somas', '2.somas')).toThrow('2.somas é a parte 2/3; aceita cada parte de 1/3 a 3/3 uma vez'); // prettier-ignore
  });

  it('are refused when one is of another structure or of another engine', async () => {
    const other = await basisOf(2);
    const sums = noSums(other.structure, other.candidates);
    await writeSums(at('seed.somas'), { basis: other, part: { number: 2, of: 3 }, sums });
    expect(() => joined('1.somas', 'seed.somas', '3.somas')).toThrow('seed.somas foi feito com outra estrutura');
    const bytes = readFileSync(at('2.somas'), 'latin1').replace(/"engine":"\d+\./, '"engine":"0.');
    writeFileSync(at('engine.somas'), Buffer.from(bytes, 'latin1'));
    expect(() => joined('1.somas', 'engine.somas', '3.somas')).toThrow(
      'engine.somas foi feito pelo motor 0.3, este é o',
    );
  });

  it('are refused when one is damaged anywhere, cut short, longer, or none', () => {
    const whole = readFileSync(at('1.somas'));
    const read = (bytes: Buffer) => () => {
      writeFileSync(at('bad.somas'), bytes);
      readSums(at('bad.somas'));
    };
    for (const place of [0.3, 0.6, 0.9, 0.9999].map((share) => Math.floor(share * whole.length))) {
      const bent = Buffer.from(whole);
      bent[place] ^= 4;
      expect(read(bent)).toThrow('bad.somas está danificado ou incompleto');
    }
    expect(read(whole.subarray(0, whole.length / 2))).toThrow('bad.somas está danificado ou incompleto');
    expect(read(Buffer.concat([whole, Buffer.of(0)]))).toThrow('bad.somas está danificado ou incompleto');
    expect(read(Buffer.from('usuario_id,filme_id,avaliacao'))).toThrow('bad.somas não é um arquivo de somas');
    expect(() => readSums(at('nowhere.somas'))).toThrow('nowhere.somas não pôde ser lido');
    expect(existsSync(at('nowhere.somas'))).toBe(false);
  });
});

describe('lines of ratings', () => {
  const read = async (...lines: string[]): Promise<UserRatings[]> => {
    async function* given() {
      yield* await Promise.resolve(lines);
    }
    const users: UserRatings[] = [];
    for await (const one of usersOf(placedInLines(given(), 'notas.csv'), usualSignals)) users.push(one);
    return users;
  };

  it('are those of one user after the other, the films ascending', async () => {
    const users = await read(
      'usuario_id,filme_id,avaliacao,avaliado_em',
      '7,3,4.5,1000',
      '7,2,1,',
      '',
      '{"usuario_id":4,"filme_id":3,"avaliacao":0,"avaliado_em":-5}',
    );
    expect(users).toEqual([
      { userId: 7, filmIds: [2, 3], ratings: [1, 4.5], times: [NaN, 1000], told: [] },
      { userId: 4, filmIds: [3], ratings: [0], times: [-5], told: [] },
    ]);
  });

  it('have what events say of films without a rating, of who has said something', async () => {
    const event = (user: number, film: number, evento: string, quando: number, valor: number | null = null): string =>
      JSON.stringify({ tipo: 'evento', usuario_id: user, filme_id: film, evento, valor, quando });
    const users = await read(
      ...['7,3,4,1000', event(7, 3, 'gostou', 5), event(7, 9, 'assistiu', 6, 0.25), event(7, 8, 'gostou', 7)],
      // What says nothing makes nothing else old.
      ...[event(7, 8, 'clicou', 300 * 86_400_000), event(8, 1, 'clicou', 5)],
      ...[event(9, 2, 'quer_ver', 5), event(9, 2, 'nao_quer_ver', 6)],
    );
    expect(users.map(({ userId, filmIds, told }) => [userId, filmIds, told])).toEqual([
      [
        7,
        [3],
        [
          { filmId: 8, preference: usualSignals.get('gostou')!.preference, kind: 'gostou', value: null, at: 7 },
          { filmId: 9, preference: usualSignals.get('assistiu')!.preference / 4, kind: 'assistiu', value: 0.25, at: 6 },
        ],
      ],
    ]);
  });

  it.each([
    [['1,2,4.5,', '1,3,9,'], 'notas.csv:2: avaliacao: recebeu "9"; aceita um número de 0 a 5'],
    [['1,x,4,'], 'notas.csv:1: filme_id: recebeu "x"; aceita um número inteiro acima de 0'],
    [['1,2,4,soon'], 'notas.csv:1: avaliado_em: recebeu "soon"; aceita milissegundos desde 1970, ou nada'],
    [['1,2,,'], 'notas.csv:1: avaliacao: recebeu ""; aceita um número de 0 a 5'],
    [['1,2,4,', '2,2,4,', '1,3,4,'], 'notas.csv:3: usuario_id 1 já apareceu antes'],
    [['{"usuario_id":1,'], 'notas.csv:1: JSON inválido'],
    [['{"usuario_id":1,"avaliacao":4}'], 'notas.csv:1: filme_id: recebeu ""; aceita um número inteiro acima de 0'],
    [
      ['{"tipo":"evento","usuario_id":1,"filme_id":2,"evento":"visto","valor":2,"quando":1}'],
      'notas.csv:1: valor: recebeu "2"; aceita um número de 0 a 1',
    ],
    [['1;2;4'], 'notas.csv:1: 1 colunas; aceita usuario_id,filme_id,avaliacao,avaliado_em'],
  ])('%j are refused, and it is said why', async (lines, said) => {
    await expect(read(...lines)).rejects.toThrow(said);
  });
});

describe('files of ratings', () => {
  it.each([
    ['usuario_id,filme_id,avaliacao\n1,2,4\n1,3,7\n', 'notas.csv:3: avaliação 7 fora de 0 a 5'],
    [
      'usuario_id,filme_id,avaliacao\n1,imdb:tt0113277,4\n',
      'notas.csv:2: usuario_id e filme_id são aqui números deste banco',
    ],
    ['usuario_id,filme_id,avaliacao,avaliado_em\n1,2,4,soon\n', 'notas.csv:2: avaliado_em não se lê'],
    ['usuario_id,filme_id,avaliacao\n1,2,4\n2,2,4\n1,3,4\n', 'notas.csv:4: usuario_id 1 já apareceu antes'],
    ['id,titulo\n1,Heat\n', 'notas.csv não tem avaliações'],
  ])('%j are refused, and it is said why', async (text, said) => {
    writeFileSync(at('notas.csv'), text);
    const all = async () => {
      for await (const one of usersOf(ratingsOfFiles(at('notas.csv')), usualSignals))
        expect(one.userId).toBeGreaterThan(0);
    };
    await expect(all()).rejects.toThrow(said);
  });

  it('have their dates in the order that the file shows', async () => {
    writeFileSync(at('notas.csv'), 'usuario_id,filme_id,avaliacao,avaliado_em\n1,2,4,05/04/2021\n1,3,4,28/04/2021\n');
    for await (const { times } of usersOf(ratingsOfFiles(at('notas.csv')), usualSignals))
      expect(times).toEqual([Date.UTC(2021, 3, 5), Date.UTC(2021, 3, 28)]);
  });
});
