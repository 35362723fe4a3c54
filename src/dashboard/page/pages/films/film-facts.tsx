import type { ComponentChildren } from 'preact';
import type { Film } from '../../api/answer-types';
import { day, language, number, t } from '../../state/locale';
import { Card } from '../../ui/card';

/** What is known of a film, what is not known left out. */
export function FactsCard({ film }: { film: Film }) {
  const texts = t.value.film;
  const facts: [string, ComponentChildren][] = [
    [texts.director, film.diretor],
    [texts.cast, film.atores],
    [texts.genres, film.genero],
    [texts.year, film.ano],
    [texts.length, film.duracao === undefined ? '' : runningTime(film.duracao)],
    [texts.language, film.idioma && languageNames(film.idioma)],
    [texts.country, film.pais],
    [texts.age, film.classificacao === undefined ? '' : texts.ages(film.classificacao)],
    [texts.available, availability(film)],
  ];
  return (
    <Card title={texts.facts} class="film-facts">
      <Facts facts={facts} />
      {film.atributos && Object.keys(film.atributos).length > 0 && (
        <>
          <h3>{texts.attributes}</h3>
          <Facts facts={Object.entries(film.atributos).map(([name, value]) => [name, attribute(value)])} />
        </>
      )}
      {film.identificadores && film.identificadores.length > 0 && (
        <>
          <h3>{texts.ids}</h3>
          <ul class="film-ids">
            {film.identificadores.map((identifier) => (
              <li key={identifier}>
                <Elsewhere identifier={identifier} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl>
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function runningTime(minutes: number): string {
  const texts = t.value.film;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours === 0 ? texts.minutes(number(rest)) : texts.hours(number(hours), number(rest));
}

/** Codes of languages in words; what is no code stays as it is. */
function languageNames(codes: string): string {
  const names = new Intl.DisplayNames(language.value === 'pt' ? 'pt-BR' : 'en', { type: 'language' });
  return codes
    .split(', ')
    .map((code) => (/^[a-z]{2,3}(-[a-z\d]+)*$/i.test(code) ? names.of(code) : code))
    .join(', ');
}

function availability({ disponivel_de: from, disponivel_ate: until }: Film): string {
  const texts = t.value.film;
  return [from && texts.availableFrom(day(from)), until && texts.availableUntil(day(until))].filter(Boolean).join(' ');
}

/** Whatever value somebody gave it. */
function attribute(value: unknown): string {
  const texts = t.value.film;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return value.toLocaleString(language.value === 'pt' ? 'pt-BR' : 'en');
  if (Array.isArray(value)) return value.map(attribute).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Where films have pages by these ids. */
const sites: Readonly<Record<string, readonly [name: string, address: (code: string) => string]>> = {
  imdb: ['IMDb', (code) => `https://www.imdb.com/title/${code}/`],
  tmdb: ['TMDB', (code) => `https://www.themoviedb.org/movie/${code}`],
  movielens: ['MovieLens', (code) => `https://movielens.org/movies/${code}`],
  letterboxd: [
    'Letterboxd',
    (code) =>
      code.startsWith('boxd.it%2F') ? `https://boxd.it/${code.slice(10)}` : `https://letterboxd.com/film/${code}/`,
  ],
};

function Elsewhere({ identifier }: { identifier: string }) {
  const colon = identifier.indexOf(':');
  const [source, code] = [identifier.slice(0, colon), identifier.slice(colon + 1)];
  const site = Object.hasOwn(sites, source) ? sites[source] : undefined;
  if (!site) return <code>{identifier}</code>;
  const [name, address] = site;
  return (
    <>
      <a href={address(encodeURIComponent(code))} target="_blank" rel="noopener noreferrer">
        {name}
      </a>{' '}
      <code>{code}</code>
    </>
  );
}
