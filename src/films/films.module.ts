import { Module } from '@nestjs/common';
import { FilmWriter } from './film-writer';
import { FilmsController } from './films.controller';
import { FilmsService } from './films.service';

@Module({ controllers: [FilmsController], providers: [FilmsService, FilmWriter], exports: [FilmsService] })
export class FilmsModule {}
