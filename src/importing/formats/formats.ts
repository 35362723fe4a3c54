import { centroide } from './centroide';
import type { Format } from './format';
import { movieLens } from './movielens';

/** All formats that can be imported. The first whose file a header fits is taken. */
export const formats: readonly Format[] = [movieLens, centroide];
