import { Module } from '@nestjs/common';
import { TokensModule } from '../access/tokens.module';
import { UsersModule } from '../users/users.module';
import { EventCounts } from './event-counts';
import { RatingCounts } from './rating-counts';
import { RatingLists } from './rating-lists';
import { RatingStreamModule } from './rating-stream.module';
import { RatingsController } from './ratings.controller';
import { RatingsService } from './ratings.service';

@Module({
  imports: [UsersModule, TokensModule, RatingStreamModule],
  controllers: [RatingsController],
  providers: [RatingsService, RatingLists, EventCounts, RatingCounts],
  exports: [RatingsService, RatingStreamModule, EventCounts, RatingCounts],
})
export class RatingsModule {}
