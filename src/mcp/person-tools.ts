import { Injectable } from '@nestjs/common';
import { FilmsService } from '../films/films.service';
import { HINT_HEADER, ORIGIN_HEADER } from '../http/headers';
import { isoTime } from '../http/iso-time';
import { refInPath } from '../identifiers/ref-in-path';
import { BatchService } from '../importing/batch/batch.service';
import { RatingsService } from '../ratings/ratings.service';
import { PersonLists } from '../recommendation/serving/person-lists';
import type { RecommendationQuery } from '../recommendation/serving/recommendation.dto';
import { decimal, flag, ref } from './fields';
import { limitField, USUAL_LIMIT } from './film-tools';
import { filterFields, filterOf } from './filter-fields';
import { Named } from './named';
import { onlyGiven, tool, type Tool } from './tool';

const person = ref('usuarios', 'The person: their id, or an id elsewhere such as loja:ana');
const film = ref('filmes', 'The film: its id, or an id elsewhere such as imdb:tt0083658');

/** What is told to one person, and what they say. */
@Injectable()
export class PersonTools {
  readonly tools: readonly Tool[];

  constructor(lists: PersonLists, films: FilmsService, ratings: RatingsService, batches: BatchService, named: Named) {
    this.tools = [
      tool({
        name: 'recommend_films',
        title: 'Recommend films to a person',
        description:
          'Films that a person has not seen and will like, best first, from their ratings as they are now. Each has `porque`, ' +
          'the main reason in a sentence, and `motivos`, all of weight; tell the person these, not reasons of your own.',
        input: {
          person,
          ...filterFields,
          variety: decimal(0, 1, '0 (the default): only what pleases most; 1: as varied as can be').optional(),
          popularity: decimal(-1, 1, '-1: films that few know; 0 (the default): neither; 1: hits').optional(),
          limit: limitField,
        },
        run: async ({ person, variety, popularity, limit = USUAL_LIMIT, ...filter }, asking) => {
          const userId = await named.personNumber(person, 'person', asking.caller);
          const query: RecommendationQuery = onlyGiven({
            ...filterOf(filter),
            diversidade: variety,
            popularidade: popularity,
            limite: limit,
            explicar: true,
          });
          const { answer, noteShown } = await lists.of(userId, query, asking, addressOf(query));
          return onlyGiven({
            filmes: JSON.parse(answer.body.toString()) as unknown,
            origem: answer.headers[ORIGIN_HEADER],
            dica: answer.headers[HINT_HEADER],
            recomendacao_id: noteShown() ?? undefined,
          });
        },
      }),
      tool({
        name: 'rate_film',
        title: 'Rate a film',
        description:
          'Store what a person thinks of a film they have seen, from 0 to 5; 3.5 and more means that they liked it. Takes the ' +
          'place of an earlier rating, which comes back as `anterior`. Recommendations count it at once.',
        input: { person, film, rating: decimal(0, 5, 'From 0 (awful) to 5 (wonderful), halves are usual') },
        writes: true,
        run: async ({ person, film, rating }, { caller }) => {
          const user = await named.person(person, 'escrita', caller);
          const given = { rating, recommendationId: null };
          const stored = await ratings.put(user, refInPath(String(film), 'film', 'filmes'), given, { anyway: true });
          const { userId, filmId, stands, earlier, profileVersion } = stored;
          return {
            usuario_id: userId,
            filme_id: filmId,
            avaliacao: stands.rating,
            avaliado_em: isoTime(stands.ratedAt),
            anterior: earlier && { avaliacao: earlier.rating, avaliado_em: isoTime(earlier.ratedAt) },
            versao_perfil: profileVersion,
          };
        },
      }),
      tool({
        name: 'not_interested',
        title: 'Not interested in a film',
        description:
          'A person does not want a film, without having rated it: it leaves their lists, and what is like it comes up less. ' +
          'With undo, they may be recommended it again.',
        input: { person, film, undo: flag('true takes it back').optional() },
        writes: true,
        run: async ({ person, film, undo = false }, { caller, pace }) => {
          const userId = await named.personNumber(person, 'escrita', caller);
          const { id, titulo } = await films.get(await named.film(film));
          const event = { usuario_id: userId, filme_id: id, tipo: undo ? 'com_interesse' : 'sem_interesse' };
          const { profileVersion } = await batches.events([{ row: 1, value: event }], caller, pace);
          return { ...event, titulo, versao_perfil: profileVersion };
        },
      }),
    ];
  }
}

/** By what the answers that are kept are told apart: no route has such an address. */
function addressOf(query: RecommendationQuery): string {
  return `mcp?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}
