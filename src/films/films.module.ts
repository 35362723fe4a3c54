import { Module } from '@nestjs/common';
import { Catalogue } from './catalogue';
import { FilmWriter } from './film-writer';
import { FilmsController } from './films.controller';
import { FilmsService } from './films.service';

@Module({
  controllers: [FilmsController],
  providers: [FilmsService, FilmWriter, Catalogue],
  exports: [FilmsService, Catalogue],
})
export class FilmsModule {}
