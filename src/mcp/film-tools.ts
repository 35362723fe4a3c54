import { Injectable } from '@nestjs/common';
import { Permissions } from '../access/permissions';
import { FilmLists } from '../films/film-lists';
import { filterHint } from '../films/filter-hint';
import { SimilarFilms } from '../recommendation/lists/similar-films';
import { oneOf, ref, text, wholeNumber } from './fields';
import { filterFields, filterOf } from './filter-fields';
import { Named } from './named';
import { onlyGiven, tool, type Tool } from './tool';

/** What the API calls the orders. */
const orders = { relevance: 'relevancia', popularity: 'popularidade', year: 'ano', title: 'titulo' } as const;

/** Films a list has where nobody says how many, and at most: a model reads all of them. */
const USUAL = 10;
const MOST = 50;

export const limitField = wholeNumber(1, MOST, `How many films, ${USUAL} unless said otherwise`).optional();
export const USUAL_LIMIT = USUAL;

/** What is told of the catalogue, the same to everybody. */
@Injectable()
export class FilmTools {
  readonly tools: readonly Tool[];

  constructor(permissions: Permissions, lists: FilmLists, similar: SimilarFilms, named: Named) {
    this.tools = [
      tool({
        name: 'search_films',
        title: 'Search films',
        description:
          'Find films of the catalogue by title, people, genre, year and more. Use it first to learn the id of a film that ' +
          'somebody names: the other tools take ids. Answers with `filmes` and how many there are in all, `total`.',
        input: {
          title: text('The title or a part of it; accents, case and one wrong letter do not matter').optional(),
          ...filterFields,
          order: oneOf(
            ['relevance', 'popularity', 'year', 'title'],
            'relevance (with a title, the default), popularity: most rated first, year: newest first, or title',
          ).optional(),
          limit: limitField,
        },
        run: async ({ title, order, limit = USUAL, ...filter }, { caller, language }) => {
          permissions.check('read', caller);
          const asked = { busca: title, ordem: order && orders[order], limite: limit, ...filterOf(filter) };
          const { page, unknown } = await lists.of(onlyGiven(asked));
          return onlyGiven({
            filmes: page.items,
            total: page.total,
            dica: filterHint(unknown, language) ?? undefined,
          });
        },
      }),
      tool({
        name: 'similar_films',
        title: 'Films like a film',
        description:
          'The films that are nearest to one by what people like together, nearest first, each with `similaridade` from 0 to 1.',
        input: {
          film: ref('filmes', 'The film: its id, or an id elsewhere such as imdb:tt0083658'),
          ...filterFields,
          limit: limitField,
        },
        weight: 2,
        run: async ({ film, limit = USUAL, ...filter }, { caller, language }) => {
          permissions.check('read', caller);
          const { films, unknown } = await similar.to(await named.film(film), filterOf(filter), limit);
          return onlyGiven({ filmes: films, dica: filterHint(unknown, language) ?? undefined });
        },
      }),
    ];
  }
}
