/** Grows with each change of a user's ratings: the answer to a write names the version that later answers reflect. */
export const PROFILE_VERSION_HEADER = 'X-Perfil-Versao';

/** How a write documents it. */
export const profileVersionHeader = {
  [PROFILE_VERSION_HEADER]: {
    description: {
      pt: 'Cresce com cada nota do usuário e com cada evento que muda suas listas; respostas de mesma versão, ou maior, já refletem esta escrita',
      en:
        'Grows with every rating of the user and with every event that changes their lists; answers of the same version, ' +
        'or a higher one, already reflect this write',
    },
    schema: { type: 'integer' },
  },
} as const;

/** Of the answer to a request with an Idempotency-Key: it is the one that was given before. */
export const REPLAYED_HEADER = 'Idempotency-Replayed';

/** Version of the model that an answer was made with. */
export const MODEL_VERSION_HEADER = 'X-Modelo-Versao';

/** Where recommendations come from: `modelo`, `populares` or `rever`. */
export const ORIGIN_HEADER = 'X-Recomendacao-Origem';

/** Of an answer that counts for an experiment: events that name it (`recomendacao_id`) are of its list. */
export const RECOMMENDATION_ID_HEADER = 'X-Recomendacao-Id';

/** Values of a filter that no film has: a list that is empty for that alone says so. */
export const HINT_HEADER = 'X-Filtro-Dica';

/** How lists of films document it. */
export const hintHeader = {
  [HINT_HEADER]: {
    description: {
      pt:
        'Só se um filtro pede o que nenhum filme tem: o parâmetro e os valores, escritos como em um endereço (%C3%A7 é ç), em ' +
        'português ou, com `Accept-Language: en`, em inglês',
      en:
        'Only if a filter asks for what no film has: the parameter and the values, written as in an address (%C3%A7 is ' +
        'ç), in Portuguese or, with `Accept-Language: en`, in English',
    },
    schema: {
      type: 'string',
      example: {
        pt: 'genero: nenhum filme com terro (ver GET /generos)',
        en: 'genero: no film with terro (see GET /generos)',
      },
    },
  },
} as const;

/** Of a list in the format of somebody else: how many films are left out of it, since nobody said what they are called there. */
export const UNIDENTIFIED_HEADER = 'X-Filmes-Sem-Identificador';

/** Of a route that will go: since when (RFC 9745), and until when it is answered at least (RFC 8594). See deprecated.ts. */
export const DEPRECATION_HEADER = 'Deprecation';
export const SUNSET_HEADER = 'Sunset';
