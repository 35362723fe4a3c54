import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { FilmsService } from '../../films/films.service';
import type { Language } from '../../http/language';
import type { ServedModel } from '../model/served-model';
import type { FilmMapDto } from './film-map.dto';
import type { PictureFormat, PictureTask } from './map-picture-data';

/** The map of the films: as data, and drawn. A picture is drawn once per model version, off the request's thread. */
@Injectable()
export class FilmMapService {
  private readonly pictures = new Map<string, Promise<Buffer>>();
  private drawnVersion: number | undefined;

  constructor(private readonly films: FilmsService) {}

  /** Where the films of the catalogue stand; titles are those of now. */
  async data({ version, taste, columnOf, groups }: ServedModel): Promise<FilmMapDto> {
    const at = (positions: { data: Float32Array }, row: number) => ({
      x: rounded(positions.data[2 * row]),
      y: rounded(positions.data[2 * row + 1]),
    });
    const titles = await this.films.titles();
    return {
      versao: version.id,
      eixos: Array.from(taste.axisVariance, (explained) => ({ explicado: rounded(explained) })),
      grupos: groups.map((group, n) => ({
        id: group.id,
        nome: group.name,
        tamanho: group.size,
        ...at(taste.groupPositions, n),
      })),
      filmes: titles
        .filter(({ id }) => columnOf.has(id))
        .map(({ id, titulo, ano }) => {
          const column = columnOf.get(id) ?? 0;
          return {
            id,
            titulo,
            ano,
            grupo: groups[taste.filmGroup[column]].id,
            ...at(taste.filmPositions, column),
            avaliacoes: taste.ratingCount[column],
          };
        }),
    };
  }

  /** The map as a picture, with its texts in one language. */
  picture(model: ServedModel, format: PictureFormat, language: Language): Promise<Buffer> {
    if (this.drawnVersion !== model.version.id) {
      this.pictures.clear();
      this.drawnVersion = model.version.id;
    }
    const key = `${format} ${language}`;
    let picture = this.pictures.get(key);
    if (!picture) {
      picture = this.data(model).then((map) => draw({ map, format, language }));
      this.pictures.set(key, picture);
      // What failed is tried again by the next request.
      picture.catch(() => this.pictures.delete(key));
    }
    return picture;
  }
}

function draw(task: PictureTask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'map-picture-worker.js'), { workerData: task });
    worker.once('message', (picture: Uint8Array) => resolve(Buffer.from(picture)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the drawing thread ended with ${code} and no picture`)));
  });
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
