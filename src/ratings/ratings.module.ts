import { Module } from '@nestjs/common';
import { TokensModule } from '../access/tokens.module';
import { UsersModule } from '../users/users.module';
import { EventCounts } from './event-counts';
import { RatingCounts } from './rating-counts';
import { RatingLists } from './rating-lists';
import { RatingStream } from './rating-stream';
import { RatingsController } from './ratings.controller';
import { RatingsService } from './ratings.service';

@Module({
  imports: [UsersModule, TokensModule],
  controllers: [RatingsController],
  providers: [RatingsService, RatingLists, RatingStream, EventCounts, RatingCounts],
  exports: [RatingsService, RatingStream, EventCounts, RatingCounts],
})
export class RatingsModule {}
