import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { SETTINGS, type Settings } from '../config/settings';
import { STOPWATCH, type Clock } from '../database/clock';
import { BodyTypeGuard } from '../http/body-type.guard';
import { KnownQueryGuard } from '../http/known-query.guard';
import { AccessGuard } from './access.guard';
import { EarlyAccess } from './early-access';
import { HeavyWork } from './heavy-work';
import { KeptAnswers } from './kept-answers';
import { KeyUses } from './key-uses';
import { KeysController } from './keys.controller';
import { KeysModule } from './keys.module';
import { Permissions } from './permissions';
import { publicReading } from './public-reading';
import { limitFor, MINUTE, RequestLimit } from './request-limit';
import { TokensModule } from './tokens.module';
import { WindowStorage } from './window-storage';

/** Who may do what, and how often: every route passes here. */
@Global()
@Module({
  imports: [
    KeysModule,
    TokensModule,
    ThrottlerModule.forRootAsync({
      inject: [SETTINGS, STOPWATCH],
      useFactory: (settings: Settings, elapsed: Clock) => ({
        throttlers: [{ ttl: MINUTE, limit: (context) => limitFor(settings, context) }],
        storage: new WindowStorage(elapsed),
      }),
    }),
  ],
  controllers: [KeysController],
  providers: [
    RequestLimit,
    KeyUses,
    KeptAnswers,
    HeavyWork,
    Permissions,
    EarlyAccess,
    publicReading,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: BodyTypeGuard },
    { provide: APP_GUARD, useClass: KnownQueryGuard },
  ],
  exports: [HeavyWork, Permissions, EarlyAccess, RequestLimit],
})
export class AccessModule {}
