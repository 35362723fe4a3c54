import type { Language, Text } from '../http/language';
import type { Conclusion } from './conclusion';
import type { Experiment, Outcome } from './experiment.entity';

/** People who ... */
const did: Readonly<Record<Outcome, Text>> = {
  aceitou: { pt: 'abriram ou começaram um filme da lista', en: 'opened or started a film of their list' },
  terminou: {
    pt: 'assistiram a mais da metade de um filme da lista',
    en: 'watched more than half of a film of their list',
  },
  gostou: { pt: 'gostaram de um filme da lista', en: 'liked a film of their list' },
  nao_gostou: { pt: 'não gostaram de um filme da lista', en: 'disliked a film of their list' },
};

/** That a variant has not the version of the model that it names. */
export function missingVersion(version: number, language: Language): string {
  return language === 'pt'
    ? `A versão ${version} do modelo não está mais guardada, ou é de outros dados: as listas desta variante vêm da versão ativa.`
    : `Version ${version} of the model is no longer kept, or is of other data: the lists of this variant come from the active version.`;
}

/** What a conclusion says, as one sentence or two. people: of each variant, all. */
export function conclusionText(
  { verdict, difference, of }: Conclusion,
  { variants, window, outcome }: Pick<Experiment, 'variants' | 'window' | 'outcome'>,
  people: readonly number[],
  language: Language,
): string {
  const pt = language === 'pt';
  if (verdict === 'sem_dados')
    return pt
      ? 'Ninguém recebeu ainda uma lista deste experimento.'
      : 'Nobody has been given a list of this experiment yet.';
  if (verdict === 'proporcao_errada') {
    const all = people.reduce((sum, count) => sum + count, 0);
    const meant = variants.map(({ parte }) => percent(parte, language)).join(' / ');
    const came = people.map((count) => percent(count / all, language)).join(' / ');
    return pt
      ? `As pessoas não se repartem como combinado (${meant}), e sim ${came}: algo perde parte delas, e não se pode comparar. Ache a causa antes de concluir qualquer coisa.`
      : `People are not divided as agreed (${meant}) but ${came}: something loses part of them, and nothing can be compared. Find the cause before you conclude anything.`;
  }
  if (!difference || of === null)
    return pt
      ? `Ainda é cedo. Cada pessoa conta ${days(window, language)} depois da sua primeira lista, e compara-se quando em cada variante ao menos dez ${did[outcome].pt} e dez não.`
      : `It is too early. Each person counts ${days(window, language)} after their first list, and variants are compared once at least ten people in each ${did[outcome].en} and ten did not.`;
  const [control, variant] = [variants[0].nome, variants[of].nome];
  const { estimate, low, high } = difference;
  const [gap, from, to] = [points(estimate, language), points(low, language), points(high, language)];
  const measured = pt
    ? `a diferença de "${variant}" para "${control}", em pessoas que ${did[outcome].pt}, é de ${gap} pontos percentuais, e fica entre ${from} e ${to}`
    : `the difference of "${variant}" to "${control}", in people who ${did[outcome].en}, is ${gap} percentage points, and lies between ${from} and ${to}`;
  if (verdict === 'sem_diferenca')
    return pt ? `Ainda não se sabe qual é melhor: ${measured}.` : `It is not known yet which is better: ${measured}.`;
  const better = verdict === 'melhor';
  return pt
    ? `"${variant}" é ${better ? 'melhor' : 'pior'} que "${control}": ${measured}.`
    : `"${variant}" is ${better ? 'better' : 'worse'} than "${control}": ${measured}.`;
}

function days(count: number, language: Language): string {
  if (count === 1) return language === 'pt' ? 'um dia' : 'one day';
  return language === 'pt' ? `${count} dias` : `${count} days`;
}

function percent(share: number, language: Language): string {
  return share.toLocaleString(localeOf(language), { style: 'percent', maximumFractionDigits: 1 });
}

/** A difference of shares, with its sign. */
function points(share: number, language: Language): string {
  const format = { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  return (100 * share).toLocaleString(localeOf(language), format);
}

function localeOf(language: Language): string {
  return language === 'pt' ? 'pt-BR' : 'en';
}
