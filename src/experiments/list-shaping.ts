import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { assign, type Person } from './assignment';
import type { Experiment, Participants } from './experiment.entity';
import { ExperimentsService, parametersOf } from './experiments.service';
import { homeParameters, namesIn, type ListParameters } from './list-parameters';

/** That a person's list is one of a variant. */
export interface Membership {
  readonly experimentId: number;
  readonly variant: number;
  readonly pseudonym: string;
}

/** How a list is made besides what was asked for. */
export interface Shaped {
  /** What the request does not say itself: defaults that were adopted, and those of the person's variants. */
  readonly imposed: ListParameters;
  /** The experiments for which the list counts. */
  readonly memberships: readonly Membership[];
}

const UNSHAPED: Shaped = { imposed: {}, memberships: [] };

/** Says with which parameters a person's list is made, by the experiments that run and by what was adopted. */
@Injectable()
export class ListShaping {
  constructor(
    private readonly experiments: ExperimentsService,
    private readonly database: Database,
  ) {}

  /**
   * person: null for a visitor without a token, who is in no experiment. asked: the parameters of the request, which win. Where it
   * names one that any variant of an experiment has, the list does not count for that experiment, whatever the person's variant:
   * else those who ask for it would be missing in one variant only.
   */
  of(person: Person | null, asked: object): Promise<Shaped> {
    return this.shaped(person, asked, () => true);
  }

  /**
   * The same for a home page, by the parameters that it knows. It counts for experiments that change one of them, and for those
   * that change nothing: of the others nobody would see anything on it.
   */
  ofHome(person: Person | null, asked: object): Promise<Shaped> {
    return this.shaped(person, asked, (name) => (homeParameters as readonly string[]).includes(name));
  }

  private async shaped(person: Person | null, asked: object, knows: (name: string) => boolean): Promise<Shaped> {
    const { running, defaults } = await this.experiments.inForce();
    if (running.length === 0 && defaults.adotadas.length === 0) return UNSHAPED;
    const named = new Set(namesIn(asked));
    const parameters: ListParameters = { ...defaults.parametros };
    const memberships: Membership[] = [];
    for (const experiment of running) {
      if (!person) break;
      const { variant, pseudonym, participation } = assign(experiment, person);
      const { participants, variants, id } = experiment;
      if (participation >= participants.parte || !(await this.takesPart(participants, person))) continue;
      Object.assign(parameters, variants[variant].parametros);
      if (!isNamed(experiment, named) && isSeen(experiment, knows))
        memberships.push({ experimentId: id, variant, pseudonym });
    }
    const imposed = Object.fromEntries(Object.entries(parameters).filter(([name]) => knows(name) && !named.has(name)));
    return { imposed, memberships };
  }

  private async takesPart({ visitantes, notas_min, notas_max }: Participants, person: Person): Promise<boolean> {
    if ('visitor' in person && !visitantes) return false;
    if (notas_min === null && notas_max === null) return true;
    const ratings = 'visitor' in person ? person.ratings : await this.ratingsOf(person.userId);
    return ratings >= (notas_min ?? 0) && ratings <= (notas_max ?? Infinity);
  }

  private async ratingsOf(userId: number): Promise<number> {
    const [{ total }] = await this.database.queryPrepared<{ total: number }>(
      'SELECT COUNT(*) AS total FROM avaliacoes WHERE usuario_id = $1',
      [userId],
    );
    return total;
  }
}

function isNamed(experiment: Experiment, named: ReadonlySet<string>): boolean {
  return [...parametersOf(experiment)].some((name) => named.has(name));
}

function isSeen(experiment: Experiment, knows: (name: string) => boolean): boolean {
  const names = [...parametersOf(experiment)];
  return names.length === 0 || names.some(knows);
}
