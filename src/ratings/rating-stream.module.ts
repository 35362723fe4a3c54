import { Module } from '@nestjs/common';
import { RatingStream } from './rating-stream';

/** Reads ratings, without the routes: for processes that answer nobody. */
@Module({ providers: [RatingStream], exports: [RatingStream] })
export class RatingStreamModule {}
