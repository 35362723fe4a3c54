import { Module } from '@nestjs/common';
import { KeysService } from './keys.service';

/** The keys themselves, without the routes and guards that ask for them: for the command line as well. */
@Module({ providers: [KeysService], exports: [KeysService] })
export class KeysModule {}
