import { Injectable } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { EarlyAccess } from '../../access/early-access';
import { mayRead } from '../../access/identity';
import { ExposureLog } from '../../experiments/exposure-log';
import { ListShaping } from '../../experiments/list-shaping';
import { languageOf } from '../../http/language';
import { parseNumber } from '../../identifiers/identifier';
import { isShown, send } from './http-answer';
import { HttpAnswerService } from './http-answer.service';
import { LIST_PATHS } from './recommendation.controller';

/**
 * Lists of stored people that are kept and hold: they need none of the pipes, guards and interceptors that Nest takes a request
 * through. Whatever is not as simple as that, or not as it should be, is left to the route.
 */
@Injectable()
export class KeptLists {
  constructor(
    private readonly access: EarlyAccess,
    private readonly answers: HttpAnswerService,
    private readonly shaping: ListShaping,
    private readonly exposures: ExposureLog,
  ) {}

  /** Answer a request as the route would; false, and nothing is done, where that is for the route. */
  async answer(request: Request, response: Response): Promise<boolean> {
    const found = await this.find(request);
    if (!found || !this.access.admit(request, response, found.caller)) return false;
    const { userId, kept, memberships } = found;
    await send(response, kept, isShown(request) ? this.exposures.note(memberships, userId, kept.films) : null);
    return true;
  }

  private async find(request: Request) {
    const address = request.originalUrl;
    if (!this.answers.mayHave(address)) return null;
    const userId = parseNumber(String(request.params.usuario_id));
    const { query } = request;
    // What was shown is noted by the route.
    if (userId === null || query.lembrar !== undefined) return null;
    try {
      const caller = await this.access.callerOf(request, 'person');
      if (caller === undefined) return null;
      const { imposed, memberships } = await this.shaping.of({ userId }, query);
      const asked = { language: languageOf(request), forPublic: !mayRead(caller, userId), imposed };
      const kept = await this.answers.kept(userId, asked, address);
      return kept && { userId, caller, kept, memberships };
    } catch {
      // What is wrong is told by the route, in its own order.
      return null;
    }
  }
}

/** Have kept lists answered before Nest's routes; to be used after all that every request passes, and before those. */
export function answerKeptLists(app: NestExpressApplication): void {
  const lists = app.get(KeptLists);
  const express = app.getHttpAdapter().getInstance();
  // One by one, as Nest has them: metrics and traces tell a route by its pattern.
  for (const path of LIST_PATHS)
    express.get(`/${path}`, (request: Request, response: Response, next: NextFunction) => {
      lists.answer(request, response).then((isAnswered) => {
        if (!isAnswered) next();
      }, next);
    });
}
