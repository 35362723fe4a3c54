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
import { TrainingQueue } from './training-queue';
import { trainingDto, type TrainingDto } from './training.dto';

/** Pause between two looks at a training, in milliseconds: any replica can follow it, whoever trains. */
const POLL_MS = 500;
/** A proxy takes a stream that is silent for long for dead. In milliseconds. */
const SIGN_OF_LIFE_MS = 15_000;

/** Tells how trainings go on, as it happens. */
@Injectable()
export class TrainingEvents implements BeforeApplicationShutdown {
  private readonly followed = new Map<number, Observable<TrainingDto>>();
  private readonly stopped = new ReplaySubject<void>(1);

  constructor(private readonly queue: TrainingQueue) {}

  /** Streams would keep the server from closing. */
  beforeApplicationShutdown(): void {
    this.stopped.next();
  }

  /** The training as it is, then at each change; ends when it has ended. */
  of(id: number): Observable<MessageEvent> {
    const changes = this.follow(id);
    const ended = changes.pipe(ignoreElements(), endWith(true));
    return merge(
      changes.pipe(map((training) => ({ data: training }))),
      interval(SIGN_OF_LIFE_MS).pipe(
        map(() => ({ comment: 'treinando' })),
        takeUntil(ended),
      ),
    ).pipe(takeUntil(this.stopped));
  }

  /** However many follow a training, it is looked at once. */
  private follow(id: number): Observable<TrainingDto> {
    const known = this.followed.get(id);
    if (known) return known;
    const changes = timer(0, POLL_MS).pipe(
      // A database that is away comes back: the stream waits for it.
      exhaustMap(() => from(this.queue.get(id)).pipe(catchError(() => EMPTY))),
      map((job) => job && trainingDto(job)),
      takeWhile((training) => training !== null),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      takeWhile((training) => training.terminado_em === null, true),
      finalize(() => this.followed.delete(id)),
      share({ connector: () => new ReplaySubject<TrainingDto>(1) }),
    );
    this.followed.set(id, changes);
    return changes;
  }
}
