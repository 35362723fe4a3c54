import type { Language } from '../../http/language';

/** The films of one model version on their two first principal components. */
export interface FilmMap {
  versao: number;
  /** Share of the variance that each axis explains, 0..1. */
  eixos: { explicado: number }[];
  grupos: { id: number; nome: string; tamanho: number; x: number; y: number }[];
  filmes: {
    id: number;
    titulo: string;
    ano: number | null;
    /** Id of the film's group. */
    grupo: number;
    x: number;
    y: number;
    /** How many ratings the model saw. */
    avaliacoes: number;
  }[];
}

export interface MapPictureOptions {
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
  language: Language;
}

export type PictureFormat = 'svg' | 'png';

/** What a drawing thread is given. */
export interface PictureTask {
  readonly map: FilmMap;
  readonly format: PictureFormat;
  readonly language: Language;
}
