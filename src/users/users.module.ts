import { Module } from '@nestjs/common';
import { TokensModule } from '../access/tokens.module';
import { UserTokensController } from './user-tokens.controller';
import { UsersController } from './users.controller';
import { UsersService } from './users.service';

@Module({
  imports: [TokensModule],
  controllers: [UsersController, UserTokensController],
  providers: [UsersService],
  exports: [UsersService],
})
export class UsersModule {}
