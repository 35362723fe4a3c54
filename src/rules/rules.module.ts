import { Module } from '@nestjs/common';
import { FilmsModule } from '../films/films.module';
import { RulesController } from './rules.controller';
import { RulesInForce } from './rules-in-force';
import { RulesService } from './rules.service';

/** What editors want of lists, whatever the model says. */
@Module({
  imports: [FilmsModule],
  controllers: [RulesController],
  providers: [RulesService, RulesInForce],
  exports: [RulesService, RulesInForce],
})
export class RulesModule {}
