import { inBoth, type Language, type Text } from '../../http/language';

/**
 * Why a trained model was not activated, as it is kept: what it is worse in than `other`, which has the second figure; or
 * that its data are gone.
 */
export type Rejection =
  | { readonly kind: 'popular' | 'active' | 'dislikes' | 'order'; readonly ours: number; readonly other: number }
  | { readonly kind: 'replaced' };

/** It in words, without a full stop. */
export function rejectionText(rejection: Rejection): Text {
  if (rejection.kind === 'replaced')
    return {
      pt: 'os dados foram substituídos depois que o treino começou',
      en: 'the data were replaced after the training had begun',
    };
  const { kind, ours, other } = rejection;
  return inBoth((language) => texts[kind](figure(ours, language), figure(other, language))[language]);
}

const texts: Readonly<Record<Exclude<Rejection['kind'], 'replaced'>, (ours: string, other: string) => Text>> = {
  popular: (ours, other) => ({
    pt: `NDCG@10 de ${ours} não passa do de filmes populares, ${other}`,
    en: `its NDCG@10 of ${ours} is no better than that of popular films, ${other}`,
  }),
  active: (ours, other) => ({
    pt: `NDCG@10 de ${ours} é pior que o do modelo ativo, ${other}, além de 2% e do intervalo dele`,
    en: `its NDCG@10 of ${ours} is worse than that of the active model, ${other}, by more than 2% and beyond its interval`,
  }),
  dislikes: (ours, other) => ({
    pt: `${ours} filmes de que não se gosta em cada lista de dez são mais que os do modelo ativo, ${other}, além dos intervalos`,
    en: `${ours} disliked films in each list of ten are more than the active model's, ${other}, beyond the intervals`,
  }),
  order: (ours, other) => ({
    pt: `a chance de um filme de que se gosta estar acima de um de que não se gosta, ${ours}, é pior que a do modelo ativo, ${other}, além dos intervalos`,
    en: `the chance that a liked film stands above a disliked one, ${ours}, is worse than the active model's, ${other}, beyond the intervals`,
  }),
};

function figure(value: number, language: Language): string {
  const format = { minimumFractionDigits: 4, maximumFractionDigits: 4 };
  return value.toLocaleString(language === 'pt' ? 'pt-BR' : 'en', format);
}

/** Why a version was rejected; null for one that was not. Of those that an earlier release rejected there is only its text. */
export function reasonOf(version: {
  readonly findings: { readonly rejection?: Rejection };
  readonly reason: string | null;
}): Text | null {
  const { findings, reason } = version;
  if (findings.rejection) return rejectionText(findings.rejection);
  return reason === null ? null : { pt: reason, en: reason };
}
