import { Module } from '@nestjs/common';
import { CatalogueModule } from './catalogue.module';
import { CoverController } from './cover.controller';
import { FilmFinder } from './film-finder';
import { FilmLists } from './film-lists';
import { FilmWriter } from './film-writer';
import { FilmsController } from './films.controller';
import { GenresController } from './genres.controller';

@Module({
  imports: [CatalogueModule],
  controllers: [FilmsController, CoverController, GenresController],
  providers: [FilmWriter, FilmFinder, FilmLists],
  exports: [CatalogueModule, FilmFinder, FilmLists],
})
export class FilmsModule {}
