import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { RatingCounts } from './rating-counts';
import { RatingLists } from './rating-lists';
import { RatingStream } from './rating-stream';
import { RatingsController } from './ratings.controller';
import { RatingsService } from './ratings.service';

@Module({
  imports: [UsersModule],
  controllers: [RatingsController],
  providers: [RatingsService, RatingLists, RatingStream, RatingCounts],
  exports: [RatingsService, RatingStream, RatingCounts],
})
export class RatingsModule {}
