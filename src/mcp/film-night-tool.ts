import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Permissions } from '../access/permissions';
import { InvalidFields } from '../http/problem';
import { refInPath } from '../identifiers/ref-in-path';
import { GroupReader } from '../recommendation/together/group-reader';
import { FEWEST_PEOPLE, MOST_PEOPLE } from '../recommendation/together/together.dto';
import { TogetherService } from '../recommendation/together/together.service';
import { decimal, list, oneOf, ref } from './fields';
import { limitField, USUAL_LIMIT } from './film-tools';
import { filterFields, filterOf } from './filter-fields';
import { onlyGiven, tool, type Tool } from './tool';

/** What the API calls the ways to choose. */
const strategies = { mean: 'media', least_pleased: 'minimo', fair: 'justa' } as const;

/** Ratings of one guest. */
const MOST_RATINGS = 100;

const guest = z.strictObject({
  ratings: list(
    z.strictObject({
      film: ref('filmes', 'The film: its id, or an id elsewhere such as imdb:tt0083658'),
      rating: decimal(0, 5, 'What they think of it, from 0 to 5'),
    }),
    MOST_RATINGS,
    'Films they know, with their ratings; empty for somebody of whom nothing is known',
  ),
});

/** A list for several people. */
@Injectable()
export class FilmNightTool {
  readonly tools: readonly Tool[];

  constructor(permissions: Permissions, groups: GroupReader, together: TogetherService) {
    this.tools = [
      tool({
        name: 'plan_film_night',
        title: 'Plan a film night',
        description:
          `Films for ${FEWEST_PEOPLE} to ${MOST_PEOPLE} people to see together, which none of them has seen or dislikes. ` +
          '`por_pessoa` says of each film how much each person would like it, `agrado` from 0 to 1, and why, `porque`.',
        input: {
          people: list(
            ref('usuarios', 'A person: their id, or an id elsewhere such as loja:ana'),
            MOST_PEOPLE,
            'Those who are stored',
          ).optional(),
          guests: list(guest, MOST_PEOPLE, 'Those who are not, by films that they know').optional(),
          strategy: oneOf(
            ['mean', 'least_pleased', 'fair'],
            'mean (the default): best on average; least_pleased: best for whoever likes it least; fair: film after film, ' +
              'whoever was pleased least so far is heard most',
          ).optional(),
          ...filterFields,
          limit: limitField,
        },
        weight: 4,
        run: async ({ people = [], guests = [], strategy = 'mean', limit = USUAL_LIMIT, ...filter }, asking) => {
          const { caller, language, pace } = asking;
          permissions.check('read', caller);
          const users = people.map((one, n) => refInPath(String(one), `people.${n}`, 'usuarios'));
          const visitors = guests.map(({ ratings }) => ({
            avaliacoes: ratings.map(({ film, rating }) => ({ filme_id: film, avaliacao: rating })),
          }));
          const asked = {
            strategy: strategies[strategy],
            filter: filterOf(filter),
            limit,
            explain: true,
            unwanted: [],
            includeRated: false,
            language,
            pace,
          };
          const night = await groups
            .read(users, visitors, caller, pace)
            .then((known) => together.forGroup({ people: known, ...asked }))
            .catch(tellByOurNames);
          return onlyGiven({ filmes: night.films, origem: night.origin, dica: night.hint ?? undefined });
        },
      }),
    ];
  }
}

/** What the API calls the parameters that its errors name. */
const ourNames = new Map([
  ['usuarios', 'people'],
  ['visitantes', 'guests'],
  ['avaliacoes', 'ratings'],
  ['filme_id', 'film'],
  ['avaliacao', 'rating'],
]);

/** Rethrows what is wrong with a field by the names that the tool has for it. */
function tellByOurNames(error: unknown): never {
  if (!(error instanceof InvalidFields)) throw error;
  const ours = (text: string) => text.replace(/[a-z_]+/g, (word) => ourNames.get(word) ?? word);
  throw new InvalidFields(
    error.fields.map(({ field = '', message: { pt, en } }) => ({
      field: ours(field),
      message: { pt: ours(pt), en: ours(en) },
    })),
  );
}
