import { Module } from '@nestjs/common';
import { Merger } from './merger';
import { MergingController } from './merging.controller';

@Module({ controllers: [MergingController], providers: [Merger] })
export class MergingModule {}
