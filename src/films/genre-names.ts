import type { Language, Text } from '../http/language';

/**
 * Genres that catalogues of either language know, the usual name first, then others of the same genre. What a film says of
 * itself stays as it came; this is for texts that are made of it.
 */
const known: readonly (readonly [pt: readonly string[], en: readonly string[]])[] = [
  [['ação'], ['action']],
  [['adulto'], ['adult']],
  [['animação'], ['animation']],
  [['artes marciais'], ['martial arts']],
  [['aventura'], ['adventure']],
  [
    ['biografia', 'biográfico'],
    ['biography', 'biopic'],
  ],
  [['comédia'], ['comedy']],
  [['comédia romântica'], ['romantic comedy']],
  [['crime', 'policial'], ['crime']],
  [['curta-metragem', 'curta'], ['short']],
  [['documentário'], ['documentary']],
  [['drama'], ['drama']],
  [['esporte'], ['sport', 'sports']],
  [['família'], ['family']],
  [['fantasia'], ['fantasy']],
  [['faroeste'], ['western']],
  [['ficção científica'], ['science fiction', 'sci-fi', 'scifi']],
  [['filme de tv', 'cinema tv'], ['tv movie']],
  [['guerra'], ['war']],
  [
    ['história', 'histórico'],
    ['history', 'historical'],
  ],
  [['infantil'], ['children', "children's"]],
  [['mistério'], ['mystery']],
  [['música'], ['music']],
  [['musical'], ['musical']],
  [['noir'], ['film noir', 'film-noir']],
  [['romance'], ['romance']],
  [['suspense'], ['thriller']],
  [['terror', 'horror'], ['horror']],
];

/** Of each name, in small letters, the usual ones, and in which languages it is a name itself. */
const byName = new Map<string, { readonly usual: Text; readonly own: Set<Language> }>();
for (const [pt, en] of known) {
  const usual = { pt: pt[0], en: en[0] };
  const names = [...pt.map((name) => [name, 'pt'] as const), ...en.map((name) => [name, 'en'] as const)];
  for (const [name, language] of names) {
    const found = byName.get(name);
    if (found) found.own.add(language);
    else byName.set(name, { usual, own: new Set([language]) });
  }
}

/** A genre of the catalogue in a language: as it is, where it is of that language already or nobody knows it. */
export function genreName(genre: string, language: Language): string {
  const found = byName.get(genre.toLowerCase());
  if (!found || found.own.has(language)) return genre;
  const name = found.usual[language];
  const [first] = genre;
  return first !== first.toLowerCase() ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}
