import { client } from './client/client.gen.js';
import { createUser, getRecommendations, setRating } from './client/index.js';

client.setConfig({ baseUrl: process.env.CENTROIDE_URL ?? 'http://localhost:8000', auth: process.env.CENTROIDE_KEY });
const { data: user, error } = await createUser({ body: { nome: 'Ana' } });
if (!user) throw new Error(error.detail);
for (const [filme_id, avaliacao] of [
  [1, 5],
  [2, 4.5],
  [3, 1],
])
  await setRating({ path: { usuario_id: user.id, filme_id }, body: { avaliacao } });
const { data: films = [] } = await getRecommendations({ path: { usuario_id: user.id }, query: { explicar: true } });
for (const film of films) console.log(`${film.posicao}. ${film.titulo} (${film.motivos?.[0]?.texto})`);
