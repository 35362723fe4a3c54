import type { Language } from '../config/language';
import type { Headings } from './result-tables';

/** Of the tables, on a terminal and in Markdown. */
export const headings: Readonly<Record<Language, Headings>> = {
  pt: {
    quality: [
      '',
      'NDCG@10',
      'intervalo 95%',
      'NDCG@10 líquido',
      'desgostados em 10',
      'AUC',
      'Recall@10',
      'HR@10',
      'cobertura',
      'usuários',
      'desvio (inícios)',
    ],
    beyond: ['', 'diversidade', 'novidade (bits)', 'popularidade', 'cauda longa', 'Gini'],
    comparison: ['', 'diferença', 'intervalo 95%', 'razão', 'intervalo 95%'],
    leaning: ['popularidade', 'NDCG@10', 'intervalo 95%', 'cobertura', 'cauda longa'],
    coldFilms: ['', 'AUC', 'intervalo 95%', 'primeiro menos este'],
    candidates: ['', 'HR@10', 'intervalo 95%', 'NDCG@10', 'intervalo 95%'],
    known: (ratings) => (ratings === 1 ? '1 avaliação' : `${ratings} avaliações`),
  },
  en: {
    quality: [
      '',
      'NDCG@10',
      '95% interval',
      'net NDCG@10',
      'disliked in 10',
      'AUC',
      'Recall@10',
      'HR@10',
      'coverage',
      'users',
      'sd (starts)',
    ],
    beyond: ['', 'diversity', 'novelty (bits)', 'popularity ratio', 'long tail', 'Gini'],
    comparison: ['', 'difference', '95% interval', 'ratio', '95% interval'],
    leaning: ['popularity', 'NDCG@10', '95% interval', 'coverage', 'long tail'],
    coldFilms: ['', 'AUC', '95% interval', 'first less this'],
    candidates: ['', 'HR@10', '95% interval', 'NDCG@10', '95% interval'],
    known: (ratings) => (ratings === 1 ? '1 rating' : `${ratings} ratings`),
  },
};
