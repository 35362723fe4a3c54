import type { Text } from '../../http/language';
import type { EngineStage } from './engine-worker';

/** What a training does, by the names that are kept of it; those of the engine are its own. */
export const stageTexts = {
  reading: { pt: 'leitura', en: 'reading' },
  drift: { pt: 'desvio do modelo ativo', en: 'drift of the active model' },
  tuning: { pt: 'ajuste dos parâmetros', en: 'tuning of the parameters' },
  quality: { pt: 'medição da qualidade', en: 'measuring the quality' },
  components: { pt: 'componentes principais', en: 'principal components' },
  'taste centroids': { pt: 'centroides de gosto', en: 'taste centroids' },
  'read-out': { pt: 'leitura dos centroides', en: 'reading out the centroids' },
  'film groups': { pt: 'grupos de filmes', en: 'groups of films' },
  'film blocks': { pt: 'blocos de filmes', en: 'blocks of films' },
  'film weights': { pt: 'pesos entre filmes', en: 'weights between films' },
  'next films': { pt: 'próximos filmes', en: 'next films' },
  'cold films': { pt: 'filmes sem avaliações', en: 'films without ratings' },
  map: { pt: 'mapa', en: 'map' },
  done: { pt: 'motor concluído', en: 'engine done' },
  writing: { pt: 'gravação', en: 'writing' },
} as const satisfies Record<string, Text> & Record<EngineStage, Text>;

export type StageName = keyof typeof stageTexts;

/** Where a training is that is at no stage. */
export const queuedText: Text = { pt: 'na fila', en: 'waiting' };
export const doneText: Text = { pt: 'concluído', en: 'done' };

/** Why a training came to nothing. */
export const failureTexts = {
  silent: {
    pt: 'O processo de treino morreu antes de terminar.',
    en: 'The process of the training died before the end.',
  },
  stopped: { pt: 'O treino foi interrompido.', en: 'The training was interrupted.' },
} as const satisfies Record<string, Text>;

/** A stage as it is kept: by its name or, by releases before, as it was told in Portuguese. */
export function stageText(kept: string): Text {
  return isStage(kept) ? stageTexts[kept] : inBothOf(Object.values(stageTexts), kept);
}

function isStage(name: string): name is StageName {
  return Object.hasOwn(stageTexts, name);
}

/** Why a training failed, as it is kept: by releases before in Portuguese alone. */
export function failureText(error: string, english: string | null): Text {
  return english === null ? inBothOf(Object.values(failureTexts), error) : { pt: error, en: english };
}

/** One of our texts, by its Portuguese; what is none of them is the same in both languages. */
function inBothOf(texts: readonly Text[], pt: string): Text {
  return texts.find((text) => text.pt === pt) ?? { pt, en: pt };
}
