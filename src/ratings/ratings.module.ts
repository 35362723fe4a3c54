import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { RatingStream } from './rating-stream';
import { RatingsController } from './ratings.controller';
import { RatingsService } from './ratings.service';

@Module({
  imports: [UsersModule],
  controllers: [RatingsController],
  providers: [RatingsService, RatingStream],
  exports: [RatingsService, RatingStream],
})
export class RatingsModule {}
