import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '../http/api-docs';
import { ApiProblems } from '../http/api-problems';
import { bareKey, IDEMPOTENCY_KEY, LONGEST_KEY } from './idempotency-key';
import { OnceInterceptor, PERSON_IN_ANSWER, type PersonIn } from './once.interceptor';

/**
 * The route writes, and takes an Idempotency-Key. personIn: whom its answer tells of, where it tells more of a person than numbers: it
 * goes when they do. Where an interceptor reads the body, this stands above it.
 *
 * ```ts
 * @Post()
 * @Once(({ id }: UserDto) => id)
 * create(@Body() body: NewUserBody): Promise<UserDto> { ... }
 * ```
 */
export function Once(personIn?: PersonIn): MethodDecorator {
  return applyDecorators(
    SetMetadata<string, PersonIn | undefined>(PERSON_IN_ANSWER, personIn),
    UseInterceptors(OnceInterceptor),
    ApiHeader({
      name: IDEMPOTENCY_KEY,
      required: false,
      description: {
        pt:
          'Um nome que este pedido não divide com outro: enviado de novo em até 24 horas, não é feito de novo, e a resposta é a primeira, com ' +
          '`Idempotency-Replayed: true`. Exemplo: `8e03978e-40d5-43e8-bc93-6894a57f9324`',
        en:
          'A name that this request shares with no other: sent again within 24 hours, it is not carried out again, and the answer is the first, ' +
          'with `Idempotency-Replayed: true`. Example: `8e03978e-40d5-43e8-bc93-6894a57f9324`',
      },
      schema: { type: 'string', minLength: 1, maxLength: LONGEST_KEY, pattern: bareKey.source },
    }),
    ApiProblems(400, 409, 410),
  );
}
