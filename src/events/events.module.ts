import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { EventLists } from './event-lists';
import { EventsController } from './events.controller';

@Module({ imports: [UsersModule], controllers: [EventsController], providers: [EventLists] })
export class EventsModule {}
