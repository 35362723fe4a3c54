import { createCanvas, loadImage } from '@napi-rs/canvas';
import { SeedRandom } from '../../../seed/random';
import { mapPng, mapSvg, type FilmMap } from '../../../src/recommendation/map/map-picture';
import { layOut } from '../../../src/recommendation/map/map-picture-layout';
import { GROUP_HUES, groupLooks } from '../../../src/recommendation/model/group-looks';
import { some } from '../../support/some';

const GENRES = ['ação', 'comédia', 'drama', 'ficção científica', 'romance', 'terror'];

/** Films scattered around the centroids of their groups; film 1 has the most ratings. */
function scattered(filmCount: number, groupCount: number): FilmMap {
  const random = new SeedRandom(7);
  const groups = Array.from({ length: groupCount }, (_, n) => ({
    id: n + 1,
    nome: `${GENRES[n % GENRES.length]} · anos ${1930 + 10 * Math.floor(n / GENRES.length)}`,
    tamanho: Math.floor((filmCount + groupCount - 1 - n) / groupCount),
    x: 0.35 * random.normal(),
    y: 0.25 * random.normal(),
  }));
  const looks = groupLooks(groups);
  const grupos = groups.map((group, n) => ({ ...group, matiz: looks[n].hue, forma: looks[n].shape }));
  const filmes = Array.from({ length: filmCount }, (_, n) => {
    const { id, x, y } = grupos[n % groupCount];
    return {
      id: n + 1,
      titulo: `Filme ${n + 1}`,
      ano: 1930 + (n % 90),
      grupo: id,
      x: x + 0.1 * random.normal(),
      y: y + 0.1 * random.normal(),
      avaliacoes: Math.floor(300 / (n + 1)),
    };
  });
  return { versao: 3, eixos: [{ explicado: 0.12 }, { explicado: 0.0784 }], grupos, filmes };
}

const EMPTY: FilmMap = { versao: 1, eixos: [], grupos: [], filmes: [] };

/** The texts of an SVG, read by the rules of XML: throws where it is not well formed. */
function textsOf(svg: string): string[] {
  const token = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="(?:[^"<&]|&\w+;|&#\d+;)*")*)\s*(\/?)>|((?:[^<>&]|&\w+;|&#\d+;)+)/y;
  const open: string[] = [];
  const texts: string[] = [];
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex;
    const found = token.exec(svg);
    if (!found) throw new Error(`not well formed at ${at}: ${svg.slice(at, at + 80)}`);
    const [all, close, name, attributes, empty, text] = found as (string | undefined)[];
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(all!)) throw new Error(`control character at ${at}`);
    const names = [...(attributes ?? '').matchAll(/([\w:-]+)=/g)].map((match) => match[1]);
    if (new Set(names).size < names.length) throw new Error(`attribute given twice at ${at}`);
    if (text !== undefined) texts.push(text.trim());
    else if (close && open.pop() !== name) throw new Error(`</${name}> at ${at} closes something else`);
    else if (!close && !empty) open.push(name!);
  }
  if (open.length > 0) throw new Error(`<${open.join('> <')}> not closed`);
  const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  return texts.filter(Boolean).map((text) => text.replace(/&#?\w+;/g, (entity) => entities[entity]));
}

/** Width, height, number of colours, and how often each colour occurs ("r,g,b"). */
async function pixelsOf(png: Buffer): Promise<{ width: number; height: number; colours: Map<string, number> }> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colours = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  return { width: image.width, height: image.height, colours };
}

function rgb(hex: string): string {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(',');
}

describe('the map as SVG', () => {
  const map = scattered(250, 6);

  it('is well-formed XML of the size asked for', () => {
    expect(textsOf(mapSvg(map)).length).toBeGreaterThan(20);
    expect(mapSvg(map)).toMatch(/^<svg [^>]*viewBox="0 0 1600 1100"/);
    expect(mapSvg(map, { width: 1000, height: 700 })).toMatch(/^<svg width="1000" height="700"/);
  });

  it('has the title, the axes with their share of the variance, and every group with its size, in Portuguese', () => {
    const texts = textsOf(mapSvg(map));
    expect(texts).toContain('Mapa dos filmes');
    expect(texts).toContain('Componente principal 1 (12% da variância)');
    expect(texts).toContain('Componente principal 2 (7,8% da variância)');
    for (const { nome, tamanho } of some(map.grupos)) {
      expect(texts).toContain(`${nome} (${tamanho})`);
      expect(texts).toContain(nome);
    }
  });

  it('has them in English', () => {
    const texts = textsOf(mapSvg(map, { language: 'en' }));
    expect(texts).toContain('Map of the films');
    expect(texts).toContain('Principal component 1 (12% of the variance)');
    expect(texts).toContain('Principal component 2 (7.8% of the variance)');
    for (const { nome, tamanho } of some(map.grupos)) expect(texts).toContain(`${nome} (${tamanho})`);
  });

  it('names the best-known films', () => {
    const named = textsOf(mapSvg(map)).filter((text) => text.startsWith('Filme '));
    expect(named).toContain('Filme 1');
    expect(named.length).toBeGreaterThan(6);
    expect(named.length).toBeLessThan(60);
  });

  it('is the same bytes again, also after another picture', () => {
    const first = mapSvg(map);
    mapSvg(scattered(30, 3), { language: 'en' });
    expect(mapSvg(map)).toBe(first);
    expect(first).not.toMatch(/zr\d/);
  });

  it('keeps the text of the data as text', () => {
    const titulo = '<b>"Tom" & \'Jerry\'</b> {a|x} {b}';
    const nome = 'drama & <romance> · "90"';
    const [group, ...groups] = map.grupos;
    const [film, ...films] = map.filmes;
    const texts = textsOf(
      mapSvg({
        ...map,
        grupos: [{ ...group, nome }, ...groups],
        filmes: [
          { ...film, titulo },
          { ...film, id: 999, x: 2, avaliacoes: 900, titulo: 'a\u0000b\u001f\nc\ud800' },
          ...films,
        ],
      }),
    );
    expect(texts).toContain(titulo);
    expect(texts).toContain(`${nome} (${group.tamanho})`);
    expect(texts).toContain('a b c');
  });

  it('cuts long titles, and breaks long names of groups in the legend', () => {
    const [group, ...groups] = map.grupos;
    const nome = Array.from({ length: 12 }, (_, n) => `gênero${n}`).join(', ');
    const [film, ...films] = map.filmes;
    const texts = textsOf(
      mapSvg({
        ...map,
        grupos: [{ ...group, nome }, ...groups],
        filmes: [{ ...film, titulo: 'Um título '.repeat(10) }, ...films],
      }),
    );
    expect(texts).toContain('Um título Um título Um título U…');
    expect(texts.filter((text) => text.includes('gênero')).length).toBeGreaterThan(2);
    expect(texts.join(' ')).toContain('gênero11');
  });

  it('says so when there are no films, and leaves out a share of the variance that is not known', () => {
    const texts = textsOf(mapSvg(EMPTY));
    expect(texts).toContain('O modelo ainda não tem filmes.');
    expect(texts).toContain('Componente principal 1');
    expect(textsOf(mapSvg(EMPTY, { language: 'en' }))).toContain('The model has no films yet.');
  });

  it('can be drawn of one film, of films all in one place, and in a very small size', () => {
    const together = { ...map, filmes: map.filmes.map((film) => ({ ...film, x: 0.1, y: 0.1 })) };
    expect(textsOf(mapSvg(scattered(1, 1)))).toContain('ação · anos 1930 (1)');
    for (const svg of [mapSvg(together), mapSvg(map, { width: 120, height: 90 })]) {
      expect(() => textsOf(svg)).not.toThrow();
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('is not drawn with a film of a group that is not there', () => {
    expect(() => mapSvg({ ...map, grupos: map.grupos.slice(1) })).toThrow('film group 1 is not known');
  });

  it('stays under 1.2 MB for 9,742 films in 24 groups', () => {
    const large = scattered(9742, 24);
    const svg = mapSvg(large);
    expect(Buffer.byteLength(svg)).toBeLessThan(1_200_000);
    const texts = textsOf(svg);
    for (const { nome, tamanho } of some(large.grupos)) expect(texts).toContain(`${nome} (${tamanho})`);
    expect(texts).toContain(
      '9.742 filmes em 24 grupos · modelo versão 3 · ponto maior: mais avaliações · símbolo grande: centroide do grupo',
    );
  });
});

describe('the legend of the map', () => {
  it('shows every group with the colour that the answer gives it, on the points as well', () => {
    const map = scattered(250, 18);
    const svg = mapSvg(map);
    const texts = textsOf(svg);
    for (const { nome, tamanho, matiz } of some(map.grupos)) {
      expect(texts).toContain(`${nome} (${tamanho})`);
      // Points, centroid, frame of the name, legend.
      expect(svg.split(GROUP_HUES[matiz]).length).toBeGreaterThan(4);
    }
  });
});

describe('the map as PNG', () => {
  const map = scattered(250, 6);

  it('has the size asked for and shows every group in its colour on white', async () => {
    const png = await mapPng(map, { width: 1200, height: 800 });
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    const { width, height, colours } = await pixelsOf(png);
    expect([width, height]).toEqual([1200, 800]);
    expect(colours.size).toBeGreaterThan(500);
    expect(colours.get('255,255,255')).toBeGreaterThan(0.7 * width * height);
    for (const { matiz } of some(map.grupos)) expect(colours.get(rgb(GROUP_HUES[matiz]))).toBeGreaterThan(50);
  });

  it('has its texts drawn: another language, other pixels', async () => {
    const [portuguese, english] = [await mapPng(map), await mapPng(map, { language: 'en' })];
    expect(portuguese.equals(english)).toBe(false);
    const { colours } = await pixelsOf(await mapPng(EMPTY));
    // Title, axes and notice: letters are dark, and nothing else on an empty map is.
    expect(colours.get('34,34,34')).toBeGreaterThan(300);
    expect(colours.get('255,255,255')).toBeGreaterThan(0.97 * 1600 * 1100);
  });

  it('is the same bytes again', async () => {
    expect((await mapPng(map)).equals(await mapPng(map))).toBe(true);
  });

  it('can be drawn of 9,742 films, and of one', async () => {
    for (const films of [scattered(9742, 24), scattered(1, 1)]) {
      expect((await pixelsOf(await mapPng(films))).width).toBe(1600);
    }
  });
});

describe('the layout of the map', () => {
  it.each([
    [250, 5],
    [250, 24],
    [9742, 24],
  ])('keeps the names of %i films in %i groups apart and within the plot', (filmCount, groupCount) => {
    const { plot, groups, named } = layOut(scattered(filmCount, groupCount), {
      width: 1600,
      height: 1100,
      language: 'pt',
    });
    const boxes = [...groups, ...named].map(({ label }) => label);
    for (const box of some(boxes)) {
      expect(box.x).toBeGreaterThanOrEqual(plot.x);
      expect(box.x + box.width).toBeLessThanOrEqual(plot.x + plot.width);
      expect(box.y).toBeGreaterThanOrEqual(plot.y);
      expect(box.y + box.height).toBeLessThanOrEqual(plot.y + plot.height);
    }
    const overlapping = boxes.flatMap((a, n) =>
      boxes
        .slice(n + 1)
        .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
    );
    expect(overlapping).toEqual([]);
  });

  it('has the same unit on both axes', () => {
    const { plot, xAxis, yAxis } = layOut(scattered(250, 5), { width: 1600, height: 1100, language: 'pt' });
    expect((xAxis.max - xAxis.min) / plot.width).toBeCloseTo((yAxis.max - yAxis.min) / plot.height, 12);
  });

  it('draws better-known films larger, but not more than twice as large', () => {
    const sizes = layOut(scattered(250, 5), { width: 1600, height: 1100, language: 'pt' }).films.map(
      ({ size }) => size,
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sizes.at(-1)! / sizes[0]).toBeGreaterThan(1.5);
    expect(sizes.at(-1)! / sizes[0]).toBeLessThanOrEqual(2);
  });
});
