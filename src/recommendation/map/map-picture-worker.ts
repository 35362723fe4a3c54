import { parentPort, workerData } from 'node:worker_threads';
import type { Language } from '../../http/language';
import type { PictureFormat } from './film-map.service';
import { mapPng, mapSvg, type FilmMap } from './map-picture';

/** What a drawing thread is given. It answers with the bytes of the picture. */
export interface PictureTask {
  readonly map: FilmMap;
  readonly format: PictureFormat;
  readonly language: Language;
}

async function draw({ map, format, language }: PictureTask): Promise<Buffer> {
  return format === 'svg' ? Buffer.from(mapSvg(map, { language })) : mapPng(map, { language });
}

void draw(workerData as PictureTask).then((picture) => parentPort?.postMessage(picture));
