import type { z } from 'zod';
import { HIGHEST_AGE, LONGEST_FILM } from '../films/film-row';
import { flag, text, wholeNumber } from './fields';
import { onlyGiven } from './tool';

/** What every tool that lists films takes: which films. */
export const filterFields = {
  genre: text('One of these genres, with commas between them, as the catalogue calls them').optional(),
  without_genre: text('None of these genres, with commas between them').optional(),
  director: text('Who directed: the name, or words of it in any order').optional(),
  actor: text('Who acted, in the same way').optional(),
  language: text('In one of these languages, by code, such as pt').optional(),
  country: text('From one of these countries, as the catalogue calls them').optional(),
  year_from: wholeNumber(1800, 2200, 'The earliest year').optional(),
  year_to: wholeNumber(1800, 2200, 'The latest year').optional(),
  max_minutes: wholeNumber(1, LONGEST_FILM, 'The longest that it may run, in minutes').optional(),
  viewer_age: wholeNumber(0, HIGHEST_AGE, 'Suited to somebody of this age').optional(),
  available: flag('true: only what can be watched now').optional(),
};

type GivenFilter = z.output<z.ZodObject<typeof filterFields>>;

/** The same by the names that the API has for it. */
export function filterOf(given: GivenFilter) {
  return onlyGiven({
    genero: given.genre,
    sem_genero: given.without_genre,
    diretor: given.director,
    ator: given.actor,
    idioma: given.language,
    pais: given.country,
    ano_min: given.year_from,
    ano_max: given.year_to,
    duracao_max: given.max_minutes,
    classificacao_max: given.viewer_age,
    disponivel: given.available,
  });
}
