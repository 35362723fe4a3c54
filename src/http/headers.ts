/** Grows with each change of a user's ratings: the answer to a write names the version that later answers reflect. */
export const PROFILE_VERSION_HEADER = 'X-Perfil-Versao';

/** Version of the model that an answer was made with. */
export const MODEL_VERSION_HEADER = 'X-Modelo-Versao';

/** Where recommendations come from: `modelo`, `populares` or `rever`. */
export const ORIGIN_HEADER = 'X-Recomendacao-Origem';
