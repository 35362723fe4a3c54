/** Grows with each change of a user's ratings: the answer to a write names the version that later answers reflect. */
export const PROFILE_VERSION_HEADER = 'X-Perfil-Versao';

/** How a write documents it. */
export const profileVersionHeader = {
  [PROFILE_VERSION_HEADER]: {
    description:
      'Cresce com cada nota do usuário e com cada evento que muda suas listas; respostas de mesma versão, ou maior, já refletem esta escrita',
    schema: { type: 'integer' },
  },
} as const;

/** Version of the model that an answer was made with. */
export const MODEL_VERSION_HEADER = 'X-Modelo-Versao';

/** Where recommendations come from: `modelo`, `populares` or `rever`. */
export const ORIGIN_HEADER = 'X-Recomendacao-Origem';
