import { Module } from '@nestjs/common';
import { ImportingModule } from '../importing/importing.module';
import { ScrobblesController } from './scrobbles.controller';
import { ScrobblesService } from './scrobbles.service';

@Module({
  imports: [ImportingModule],
  controllers: [ScrobblesController],
  providers: [ScrobblesService],
})
export class ScrobblesModule {}
