import { Module } from '@nestjs/common';
import { PersonTokens } from './person-tokens';
import { TokenSecret } from './token-secret';

/** Tokens of people, without the guard that asks for them: modules whose controllers check bodies are in jobs as well. */
@Module({ providers: [TokenSecret, PersonTokens], exports: [PersonTokens] })
export class TokensModule {}
