import type { Text } from './language';

/** What the routes of the document are about, in the order in which a newcomer needs them. */
export const apiTags = {
  start: { pt: 'Onde começar', en: 'Where to start' },
  recommendations: {
    pt: 'Listas do que vai agradar: a uma pessoa, a quem não está guardado, a várias juntas',
    en: 'Lists of what will please: one person, somebody who is not stored, several people together',
  },
  home: {
    pt: 'A vitrine: uma página de início em linhas, cada uma com título e motivo',
    en: 'The home page: films in rows, each with a title and a reason',
  },
  films: {
    pt: 'O catálogo: buscar, filtrar, mudar; populares, similares, capas',
    en: 'The catalogue: search, filter, change; popular and similar films, covers',
  },
  users: { pt: 'As pessoas, seu gosto e seus tokens', en: 'People, their taste and their tokens' },
  ratings: { pt: 'As notas que as pessoas dão', en: 'The ratings that people give' },
  events: {
    pt: 'O que as pessoas fazem além de dar notas: mostrado, assistiu, quer ver, sem interesse',
    en: 'What people do beside rating: shown, watched, wants to see, not interested',
  },
  batches: { pt: 'Muitas linhas de uma vez, todas ou nenhuma', en: 'Many rows at once, all or none' },
  imports: {
    pt: 'Arquivos que entram, e tudo o que há em um que sai',
    en: 'Files that come in, and everything there is in one that goes out',
  },
  model: {
    pt: 'O modelo em uso, suas versões, seus treinos e seu mapa',
    en: 'The model in use, its versions, its trainings and its map',
  },
  groups: { pt: 'Os grupos de filmes que o modelo acha', en: 'The groups of films that the model finds' },
  rules: { pt: 'O que os editores querem das listas', en: 'What editors want of lists' },
  experiments: {
    pt: 'Qual de várias maneiras de fazer listas é melhor',
    en: 'Which of several ways to make lists is better',
  },
  webhooks: { pt: 'Quem é avisado do que acontece', en: 'Who is told what happens' },
  keys: { pt: 'Quem pode o quê', en: 'Who may do what' },
  health: { pt: 'Para máquinas que olham o servidor', en: 'For machines that watch the server' },
} as const satisfies Record<string, Text>;

export type ApiTag = keyof typeof apiTags;
