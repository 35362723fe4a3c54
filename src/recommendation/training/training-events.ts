import { Injectable, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import {
  catchError,
  distinctUntilChanged,
  EMPTY,
  endWith,
  exhaustMap,
  finalize,
  from,
  ignoreElements,
  interval,
  map,
  merge,
  ReplaySubject,
  share,
  takeUntil,
  takeWhile,
  timer,
  type Observable,
} from 'rxjs';
import type { Language, Text } from '../../http/language';
import type { TrainingJob } from './training-queue';
import { trainingDto } from './training.dto';
import { TrainingsService } from './trainings.service';

/** Pause between two looks at a training, in milliseconds: any replica can follow it, whoever trains. */
const POLL_MS = 500;
/** A proxy takes a stream that is silent for long for dead. In milliseconds. */
const SIGN_OF_LIFE_MS = 15_000;

const SIGN_OF_LIFE: Text = { pt: 'treinando', en: 'training' };

/** Tells how trainings go on, as it happens. */
@Injectable()
export class TrainingEvents implements BeforeApplicationShutdown {
  private readonly followed = new Map<number, Observable<TrainingJob>>();
  private readonly stopped = new ReplaySubject<void>(1);

  constructor(private readonly trainings: TrainingsService) {}

  /** Streams would keep the server from closing. */
  beforeApplicationShutdown(): void {
    this.stopped.next();
  }

  /** The training as it is, then at each change; ends when it has ended. */
  of(id: number, language: Language): Observable<MessageEvent> {
    const changes = this.follow(id);
    const ended = changes.pipe(ignoreElements(), endWith(true));
    return merge(
      changes.pipe(map((training) => ({ data: trainingDto(training, language) }))),
      interval(SIGN_OF_LIFE_MS).pipe(
        map(() => ({ comment: SIGN_OF_LIFE[language] })),
        takeUntil(ended),
      ),
    ).pipe(takeUntil(this.stopped));
  }

  /** However many follow a training, and in whatever language, it is looked at once. */
  private follow(id: number): Observable<TrainingJob> {
    const known = this.followed.get(id);
    if (known) return known;
    const changes = timer(0, POLL_MS).pipe(
      // A database that is away comes back: the stream waits for it.
      exhaustMap(() => from(this.trainings.find(id)).pipe(catchError(() => EMPTY))),
      takeWhile((training) => training !== null),
      distinctUntilChanged((a, b) => told(a) === told(b)),
      takeWhile(({ endedAt }) => endedAt === null, true),
      finalize(() => this.followed.delete(id)),
      share({ connector: () => new ReplaySubject<TrainingJob>(1) }),
    );
    this.followed.set(id, changes);
    return changes;
  }
}

/** All that is told of a training: signs of life are no change. */
function told(training: TrainingJob): string {
  return JSON.stringify(trainingDto(training, 'pt'));
}
