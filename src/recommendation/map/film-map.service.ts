import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Catalogue } from '../../films/catalogue';
import type { Language } from '../../http/language';
import { OncePerModel } from '../model/once-per-model';
import type { ServedModel } from '../model/served-model';
import type { FilmMapDto } from './film-map.dto';
import type { PictureFormat, PictureTask } from './map-picture-data';
import { rounded } from '../../http/rounded';

/** In both formats and both languages, and some in another size. */
const PICTURES = 8;

/** The map of the films: as data, and drawn. A picture is drawn once per model and catalogue, off the request's thread. */
@Injectable()
export class FilmMapService {
  private readonly pictures = new OncePerModel<Buffer>(PICTURES);

  constructor(private readonly catalogue: Catalogue) {}

  /** Where the films of the catalogue stand; titles are those of now. */
  async data({ version, taste, columnOf, groups }: ServedModel, language: Language): Promise<FilmMapDto> {
    const at = (positions: { data: Float32Array }, row: number) => ({
      x: rounded(positions.data[2 * row], 5),
      y: rounded(positions.data[2 * row + 1], 5),
    });
    const { films } = await this.catalogue.now();
    return {
      versao: version.id,
      eixos: Array.from(taste.axisVariance, (explained) => ({ explicado: rounded(explained, 5) })),
      grupos: groups.map((group, n) => ({
        id: group.id,
        nome: group.name[language],
        tamanho: group.size,
        matiz: group.look.hue,
        forma: group.look.shape,
        ...at(taste.groupPositions, n),
      })),
      filmes: films.flatMap(({ id, titulo, ano }) => {
        const column = columnOf.get(id);
        // It came after the model, which has no place for it.
        if (column === undefined) return [];
        const { id: grupo } = groups[taste.filmGroup[column]];
        return [{ id, titulo, ano, grupo, ...at(taste.filmPositions, column), avaliacoes: taste.ratingCount[column] }];
      }),
    };
  }

  /** The map as a picture, `width` pixels wide, with its texts in one language. */
  async picture(model: ServedModel, format: PictureFormat, width: number, language: Language): Promise<Buffer> {
    // A picture shows titles: it is of one version of the catalogue.
    const { version } = await this.catalogue.now();
    return this.pictures.of(model, `${version} ${format} ${width} ${language}`, async () =>
      draw({ map: await this.data(model, language), format, width, language }),
    );
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
