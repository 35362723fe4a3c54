import { parentPort, workerData } from 'node:worker_threads';
import { mapPng, mapSvg } from './map-picture';
import type { PictureTask } from './map-picture-data';

/** Draws one picture and answers with its bytes. */
async function draw({ map, format, language }: PictureTask): Promise<Buffer> {
  return format === 'svg' ? Buffer.from(mapSvg(map, { language })) : mapPng(map, { language });
}

void draw(workerData as PictureTask).then((picture) => parentPort?.postMessage(picture));
