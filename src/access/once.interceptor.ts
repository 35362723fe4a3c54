import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { Companion } from '../database/accompanied';
import { Database } from '../database/database';
import { REPLAYED_HEADER } from '../http/headers';
import { Problem } from '../http/problem';
import { present } from '../invariants';
import { AnswerSecret } from './answer-secret';
import { idempotencyKeyIn } from './idempotency-key';
import { identityOf, isPerson } from './identity';
import { keyIn } from './key-text';
import { CarriedOutBefore, KeptAnswers, type CarriedOut } from './kept-answers';
import { AnswerErased, AnswerLost, KeyOfAnother } from './once-problems';
import { contentOf } from './request-content';

/** Says whom the answer of a route tells of; null for nobody. */
export type PersonIn = (answer: never) => number | null;

/** Metadata key of a route's {@link PersonIn}. */
export const PERSON_IN_ANSWER = 'centroide:person-in-answer';

/** What is kept of an answer, before it is sealed: headers that the handler has set, and the body. */
interface Told {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: unknown;
}

/** Has a request with an Idempotency-Key carried out once, and answers it alike however often it comes. */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(
    // Modules whose controllers have it are loaded by commands as well, where nobody keeps answers.
    private readonly modules: ModuleRef,
    private readonly reflector: Reflector,
    private readonly database: Database,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = idempotencyKeyIn(request);
    if (key === null) return next.handle();
    const identity = present(identityOf(request), 'who writes');
    // A person's next token is still of the person; a key is itself what nobody else has.
    const sender = isPerson(identity) ? `pessoa ${identity.userId}` : present(keyIn(request), 'the key');
    return from(this.once(context, new AnswerSecret(sender, key), next));
  }

  private async once(context: ExecutionContext, secret: AnswerSecret, next: CallHandler): Promise<unknown> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const answers = this.modules.get(KeptAnswers, { strict: false });
    const digest = secret.digest(await contentOf(request));
    return answers.alone(secret.id, async () => {
      const before = await answers.find(secret.id);
      if (before) return replay(before, secret, digest, response);
      try {
        const companion = this.companion(context, answers, secret, digest);
        return await this.database.accompany(companion, () =>
          lastValueFrom<unknown, undefined>(next.handle(), { defaultValue: undefined }),
        );
      } catch (error) {
        if (!(error instanceof CarriedOutBefore)) throw error;
        return replay(present(await answers.find(secret.id), 'the request'), secret, digest, response);
      }
    });
  }

  /** What stands beside that which the handler writes: that it was carried out, and its answer. */
  private companion(context: ExecutionContext, answers: KeptAnswers, secret: AnswerSecret, digest: string): Companion {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    const earlier = new Set(response.getHeaderNames());
    return {
      begin: (transaction) => answers.begin(transaction, secret.id, digest),
      end: async (transaction, outcome) => {
        if (!outcome) return;
        const { result: body } = outcome;
        const told: Told = { headers: headersSince(earlier, response), body };
        const userId = this.personIn(context, body);
        const sealed = secret.seal(JSON.stringify(told));
        await answers.keep(transaction, secret.id, { status: response.statusCode, sealed, userId });
      },
      // What is refused has changed nothing. What failed otherwise may have: it is not done again.
      fail: async (error) => {
        if (error instanceof Problem && error.status < 500) await answers.forget(secret.id);
      },
    };
  }

  private personIn(context: ExecutionContext, body: unknown): number | null {
    const identity = identityOf(context.switchToHttp().getRequest<Request>());
    if (isPerson(identity)) return identity.userId;
    const personIn = this.reflector.get<PersonIn | undefined>(PERSON_IN_ANSWER, context.getHandler());
    return personIn?.(body as never) ?? null;
  }
}

function headersSince(earlier: ReadonlySet<string>, response: Response): Told['headers'] {
  const own = Object.entries(response.getHeaders()).filter(([name]) => !earlier.has(name));
  return Object.fromEntries(own.map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]));
}

/** Throws KeyOfAnother, AnswerLost, AnswerErased. */
function replay(
  { digest, status, sealed }: CarriedOut,
  secret: AnswerSecret,
  asked: string,
  response: Response,
): unknown {
  if (digest !== null && digest !== asked) throw new KeyOfAnother();
  if (status === null) throw new AnswerLost();
  if (sealed === null) throw new AnswerErased();
  const { headers, body } = JSON.parse(secret.open(sealed)) as Told;
  response.status(status).set({ ...headers, [REPLAYED_HEADER]: 'true' });
  return body;
}
