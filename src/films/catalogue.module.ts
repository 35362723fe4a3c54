import { Module } from '@nestjs/common';
import { Catalogue } from './catalogue';
import { Covers } from './covers';
import { FilmsService } from './films.service';

/** Reads films, without the routes: for processes that answer nobody. */
@Module({ providers: [Covers, FilmsService, Catalogue], exports: [Covers, FilmsService, Catalogue] })
export class CatalogueModule {}
