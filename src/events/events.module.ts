import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { EventLists } from './event-lists';
import { EventsController } from './events.controller';
import { ShowingCounts } from './showings';
import { ShownFilms } from './shown-films';

@Module({
  imports: [UsersModule],
  controllers: [EventsController],
  providers: [EventLists, ShowingCounts, ShownFilms],
  exports: [ShowingCounts, ShownFilms],
})
export class EventsModule {}
