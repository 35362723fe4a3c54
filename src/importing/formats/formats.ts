import { centroide } from './centroide';
import { diaryByTitle } from './diary-by-title';
import { eventsElsewhere } from './events-elsewhere';
import type { Format, FormatFile } from './format';
import { gorse } from './gorse';
import { imdb } from './imdb';
import { letterboxd } from './letterboxd';
import { movieLens } from './movielens';
import { movieTweetings } from './movietweetings';
import { netflix } from './netflix';
import { otherDataSets } from './other-data-sets';
import { ratingsByTitle } from './ratings-by-title';
import { tmdb } from './tmdb';

/** All formats that can be imported. The first whose file a header fits is taken. */
export const formats: readonly Format[] = [
  movieLens,
  centroide,
  letterboxd,
  imdb,
  gorse,
  tmdb,
  movieTweetings,
  netflix,
  otherDataSets,
  ratingsByTitle,
  eventsElsewhere,
  diaryByTitle,
];

/** The files of all formats, in that order. */
export const files: readonly FormatFile[] = formats.flatMap((format) => format.files);
