import { parentPort, workerData } from 'node:worker_threads';
import { mapPng, mapSvg } from './map-picture';
import { PICTURE_SIZE, type PictureTask } from './map-picture-data';

/** Draws one picture and answers with its bytes. */
async function draw({ map, format, width, language }: PictureTask): Promise<Buffer> {
  const height = Math.round((width * PICTURE_SIZE.height) / PICTURE_SIZE.width);
  const options = { width, height, language };
  return format === 'svg' ? Buffer.from(mapSvg(map, options)) : mapPng(map, options);
}

void draw(workerData as PictureTask).then((picture) => parentPort?.postMessage(picture));
