import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { CLOCK, STOPWATCH, type Clock } from '../database/clock';
import { Database } from '../database/database';
import { InvalidFields } from '../http/problem';
import { present } from '../invariants';
import type { ListDefaultsDto, NewExperimentBody } from './experiment.dto';
import { Experiment, type ExperimentState } from './experiment.entity';
import {
  ExperimentInUse,
  ExperimentNotFound,
  NothingAdopted,
  ParameterUnderTest,
  TooManyRunning,
  WrongState,
} from './experiment-problems';
import { namesIn } from './list-parameters';
import { newExperiment } from './new-experiment';
import { checkRules } from './named-rules';
import { checkVersions } from './named-versions';

/** Each is worked out for every list. */
const MOST_RUNNING = 10;

/** What is in force is looked up so often, in milliseconds; the server that changes it knows at once. */
const REMEMBER_MS = 1_000;

/** What the lists of now are made with. */
export interface InForce {
  readonly running: readonly Experiment[];
  /** By experiment, the first adopted first. */
  readonly defaults: ListDefaultsDto;
}

/** Keeps experiments, from the draft to what became of them. */
@Injectable()
export class ExperimentsService {
  private remembered: { readonly at: number; readonly inForce: Promise<InForce> } | null = null;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(STOPWATCH) private readonly elapsed: Clock,
  ) {}

  /** All, the newest first. */
  list(): Promise<Experiment[]> {
    return this.database.manager.find(Experiment, { order: { id: 'DESC' } });
  }

  /** Throws ExperimentNotFound. */
  get(id: number): Promise<Experiment> {
    return found(this.database.manager, id);
  }

  /** What runs and what was adopted; on other servers than the one that changed it, a second later. */
  inForce(): Promise<InForce> {
    const { remembered } = this;
    if (remembered && this.elapsed() - remembered.at < REMEMBER_MS) return remembered.inForce;
    const inForce = this.readInForce();
    this.remembered = { at: this.elapsed(), inForce };
    // A database that is away is asked again.
    inForce.catch(() => this.forget());
    return inForce;
  }

  /** Make a draft. Throws InvalidFields. */
  create(body: NewExperimentBody): Promise<Experiment> {
    const fields = {
      ...newExperiment(body),
      state: 'rascunho' as const,
      salt: randomBytes(24).toString('base64url'),
      adopted: null,
      createdAt: this.now(),
      startedAt: null,
      endedAt: null,
    };
    return this.change(async (transaction) => {
      await checkRules(transaction, fields.variants);
      await checkVersions(transaction, fields.variants);
      const inserted = await transaction.insert(Experiment, fields);
      return found(transaction, Number(inserted.identifiers[0].id));
    });
  }

  /** From now on people are in it. Throws ExperimentNotFound, WrongState, TooManyRunning, ParameterUnderTest, InvalidFields. */
  start(id: number): Promise<Experiment> {
    return this.change(async (transaction) => {
      const experiment = await found(transaction, id, 'rascunho');
      const running = await transaction.findBy(Experiment, { state: 'rodando' });
      if (running.length >= MOST_RUNNING) throw new TooManyRunning(MOST_RUNNING);
      const own = parametersOf(experiment);
      for (const other of running)
        for (const name of parametersOf(other)) if (own.has(name)) throw new ParameterUnderTest(name, other.id);
      await checkVersions(transaction, experiment.variants);
      await transaction.update(Experiment, { id }, { state: 'rodando', startedAt: this.now() });
      return found(transaction, id);
    });
  }

  /** Nobody is in it any more; with a variant, its parameters are the default of lists. Throws ExperimentNotFound, WrongState, InvalidFields. */
  end(id: number, variant: string | undefined): Promise<Experiment> {
    return this.change(async (transaction) => {
      const { variants } = await found(transaction, id, 'rodando');
      const names = variants.map(({ nome }) => nome);
      if (variant !== undefined && !names.includes(variant)) throw noSuchVariant(variant, names);
      const adopted = variant ?? null;
      await transaction.update(Experiment, { id }, { state: 'encerrado', endedAt: this.now(), adopted });
      return found(transaction, id);
    });
  }

  /** Lists are as they were before a variant was adopted. Throws ExperimentNotFound, NothingAdopted. */
  undo(id: number): Promise<Experiment> {
    return this.change(async (transaction) => {
      const { adopted } = await found(transaction, id);
      if (adopted === null) throw new NothingAdopted(id);
      await transaction.update(Experiment, { id }, { adopted: null });
      return found(transaction, id);
    });
  }

  /** Delete one with all that was noted of it. Throws ExperimentNotFound, ExperimentInUse. */
  remove(id: number): Promise<void> {
    return this.change(async (transaction) => {
      const { state, adopted } = await found(transaction, id);
      if (state === 'rodando' || adopted !== null) throw new ExperimentInUse(id, state === 'rodando');
      await transaction.delete(Experiment, { id });
    });
  }

  private async change<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    try {
      const result = await this.database.write(async (transaction) => {
        await this.database.dialect.lock(transaction, 'experiments');
        return work(transaction);
      });
      // Before anybody looks it up anew.
      await this.database.committed();
      return result;
    } finally {
      this.forget();
    }
  }

  private forget(): void {
    this.remembered = null;
  }

  private async readInForce(): Promise<InForce> {
    const experiments = await this.database.manager.find(Experiment, {
      where: [{ state: 'rodando' }, { adopted: Not(IsNull()) }],
      order: { endedAt: 'ASC', id: 'ASC' },
    });
    const adotadas = experiments.flatMap(({ id, name, adopted, variants }) => {
      if (adopted === null) return [];
      const { parametros } = present(
        variants.find(({ nome }) => nome === adopted),
        'the adopted variant',
      );
      // A version is made the active one where versions are: as a default it would outlive all trainings to come.
      const lasting = Object.fromEntries(Object.entries(parametros).filter(([name]) => name !== 'versao'));
      return [{ experimento_id: id, nome: name, variante: adopted, parametros: lasting }];
    });
    return {
      running: experiments.filter(({ state }) => state === 'rodando'),
      defaults: { parametros: Object.assign({}, ...adotadas.map(({ parametros }) => parametros)) as object, adotadas },
    };
  }
}

/** The names of all parameters that some variant has. */
export function parametersOf({ variants }: Pick<Experiment, 'variants'>): ReadonlySet<string> {
  return new Set(variants.flatMap(({ parametros }) => namesIn(parametros)));
}

async function found(manager: EntityManager, id: number, needed?: ExperimentState): Promise<Experiment> {
  const experiment = await manager.findOneBy(Experiment, { id });
  if (!experiment) throw new ExperimentNotFound(id);
  if (needed !== undefined && experiment.state !== needed) throw new WrongState(id, experiment.state, needed);
  return experiment;
}

function noSuchVariant(variant: string, names: readonly string[]): InvalidFields {
  const [got, taken] = [JSON.stringify(variant), names.join(', ')];
  return new InvalidFields([
    { field: 'variante', message: { pt: `recebeu ${got}; aceita ${taken}`, en: `got ${got}; takes ${taken}` } },
  ]);
}
