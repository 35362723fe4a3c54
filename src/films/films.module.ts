import { Module } from '@nestjs/common';
import { Catalogue } from './catalogue';
import { CoverController } from './cover.controller';
import { Covers } from './covers';
import { FilmFinder } from './film-finder';
import { FilmLists } from './film-lists';
import { FilmWriter } from './film-writer';
import { FilmsController } from './films.controller';
import { GenresController } from './genres.controller';
import { FilmsService } from './films.service';

@Module({
  controllers: [FilmsController, CoverController, GenresController],
  providers: [Covers, FilmsService, FilmWriter, Catalogue, FilmFinder, FilmLists],
  exports: [FilmsService, Catalogue, FilmFinder],
})
export class FilmsModule {}
