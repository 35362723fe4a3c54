import type { Language } from '../../http/language';
import type { GroupShape } from '../../group-shapes';

/** The films of one model version on their two first principal components. */
export interface FilmMap {
  versao: number;
  /** Share of the variance that each axis explains, 0..1. */
  eixos: { explicado: number }[];
  grupos: { id: number; nome: string; tamanho: number; matiz: number; forma: GroupShape; x: number; y: number }[];
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

/** The usual picture; others are as high for their width. In pixels. */
export const PICTURE_SIZE = { width: 1600, height: 1100 };

/** Narrower there is no room for the legend; wider would take more memory than anybody prints. In pixels. */
export const PICTURE_WIDTHS = { least: 640, most: 4000 };

export type PictureFormat = 'svg' | 'png';

/** What a drawing thread is given. */
export interface PictureTask {
  readonly map: FilmMap;
  readonly format: PictureFormat;
  /** In pixels. */
  readonly width: number;
  readonly language: Language;
}
