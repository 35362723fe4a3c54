// The tour of the README with the client. Prints what it is told, a line of JSON a step; the Python one prints the same.
import {
  createExperiment,
  createFilm,
  createRule,
  createUser,
  createUserToken,
  deleteRule,
  deleteUser,
  endExperiment,
  exportData,
  getExperiment,
  getFirstQuestions,
  getHomePage,
  getImport,
  getJointRecommendations,
  getModel,
  getPersonalData,
  getRecommendations,
  getTasteProfile,
  getVisitorRecommendations,
  listPopularFilms,
  listSimilarFilms,
  requestTraining,
  revokeUserTokens,
  sendEvents,
  setRating,
  simulateRules,
  startExperiment,
  startImport,
  undoAdoption,
  type ProblemDocument,
} from 'centroide-client';
import { client } from 'centroide-client/client';

client.setConfig({
  baseUrl: process.env.CENTROIDE_URL ?? 'http://localhost:8000',
  auth: process.env.CENTROIDE_KEY,
  headers: { 'Accept-Language': 'en' },
});

/** What was answered; ends with the detail of the problem where there is one. */
async function told<Data>(answer: Promise<{ data?: Data; error?: ProblemDocument }>): Promise<Data> {
  const { data, error } = await answer;
  if (data === undefined) throw new Error(error?.detail);
  return data;
}
const tell = (step: string, what: unknown) => console.log(JSON.stringify([step, what]));
const titles = (films: { titulo: string }[]) => films.map(({ titulo }) => titulo);

const ana = await told(createUser({ body: { nome: 'Ana', email: 'ana@example.com' } }));
const path = { usuario_id: ana.id };
for (const [filme_id, avaliacao] of [
  [4, 5],
  [13, 4.5],
  [29, 1],
])
  await told(setRating({ path: { ...path, filme_id }, body: { avaliacao } }));
tell('ratings', (await told(getTasteProfile({ path: { id: ana.id } }))).avaliacoes);

const [best] = await told(getRecommendations({ path, query: { limite: 1, explicar: true } }));
tell('best', [best.titulo, best.porque, (best.motivos ?? []).length > 1]);
tell('horror', titles(await told(getRecommendations({ path, query: { limite: 2, genero: 'terror', ano_max: 1989 } }))));
tell('similar', titles(await told(listSimilarFilms({ path: { id: 4 }, query: { limite: 2 } }))));

const invented = await told(
  createFilm({
    body: {
      titulo: 'Um Filme Inventado',
      genero: 'ficção científica, aventura',
      diretor: 'George Lucas',
      ano: 2030,
    },
  }),
);
tell('invented', titles(await told(getRecommendations({ path, query: { ano_min: 2030 } }))));
const visitor = { avaliacoes: [{ filme_id: 4, avaliacao: 5 }], limite: 2 };
tell('visitor', titles(await told(getVisitorRecommendations({ body: visitor }))));
tell('questions', (await told(getFirstQuestions())).length);
tell('popular', titles(await told(listPopularFilms({ query: { limite: 2 } }))));

const events = [
  { usuario_id: ana.id, filme_id: 12, tipo: 'assistiu', valor: 0.97 },
  { usuario_id: ana.id, filme_id: 20, tipo: 'quer_ver' },
  { usuario_id: ana.id, filme_id: 7, tipo: 'sem_interesse' },
];
tell('events', (await told(sendEvents({ body: events }))).criados);
const rows = await told(getHomePage({ path, query: { linhas: 2, por_linha: 2, lembrar: true } }));
tell(
  'home',
  rows.map(({ chave, titulo }) => [chave, titulo]),
);
const guest = { avaliacoes: [{ filme_id: 29, avaliacao: 5 }] };
const night = await told(
  getJointRecommendations({ body: { usuarios: [ana.id, 1], visitantes: [guest], estrategia: 'justa', limite: 2 } }),
);
tell(
  'night',
  night.map(({ por_pessoa }) => por_pessoa.length),
);

const { token } = await told(createUserToken({ path: { id: ana.id }, body: { validade: 600 } }));
const own = await told(setRating({ auth: token, path: { ...path, filme_id: 20 }, body: { avaliacao: 4 } }));
tell('by token', [own.avaliacao, own.anterior]);
await revokeUserTokens({ path: { id: ana.id } });

const premiere = { nome: 'Premiere', tipo: 'fixar', filme_id: invented.id, posicao: 1 } as const;
tell('simulated', (await told(simulateRules({ body: { regras: [premiere], pessoas: 20 } }))).pessoas);
const rule = await told(createRule({ body: premiere }));
const [pinned] = await told(getRecommendations({ path, query: { limite: 1, explicar: true } }));
tell('pinned', [pinned.titulo, pinned.regras?.map(({ nome, efeito }) => [nome, efeito])]);
await deleteRule({ path: { id: rule.id } });

const variants = [{ nome: 'control' }, { nome: 'varied', parametros: { diversidade: 0.4 } }];
const { id } = await told(createExperiment({ body: { nome: 'More variety', variantes: variants } }));
await told(startExperiment({ path: { id } }));
const { estado, conclusao } = await told(getExperiment({ path: { id } }));
tell('experiment', [estado, conclusao.variante]);
await told(endExperiment({ path: { id }, body: { variante: 'varied' } }));
tell('adopted', (await told(undoAdoption({ path: { id } }))).adotada);

const file = new Blob([`usuario_id,filme_id,avaliacao\n${ana.id},79,4.5\n${ana.id},53,9\n`], { type: 'text/csv' });
let job = await told(startImport({ body: { arquivo: new File([file], 'ratings.csv') }, query: { modo: 'manter' } }));
while (job.estado === 'na_fila' || job.estado === 'executando') {
  await new Promise((resolve) => setTimeout(resolve, 200));
  job = await told(getImport({ path: { id: job.id } }));
}
tell('import', [job.estado, job.rejeitadas.map(({ linha }) => linha)]);
tell('training', (await told(requestTraining({ body: { ajuste: 'nunca' } }))).estado);
tell(
  'export',
  String(await told(exportData({ parseAs: 'text' })))
    .split('\n', 1)[0]
    .startsWith('{"tipo":'),
);

const model = await told(getModel());
tell('model', [model.versao, model.situacao, model.grupos.length === 0, model.no_lugar_da_versao]);
tell('held', (await told(getPersonalData({ path }))).avaliacoes.length);
await deleteUser({ path: { id: ana.id } });
const { error } = await getRecommendations({ path });
tell('erased', [error?.status, error?.detail.replace(String(ana.id), 'N')]);
