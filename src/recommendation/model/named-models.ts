import { Injectable, Logger } from '@nestjs/common';
import { say } from '../../config/language';
import { ExperimentsService } from '../../experiments/experiments.service';
import type { ListParameters } from '../../experiments/list-parameters';
import type { ListWeights } from '../../experiments/list-weights';
import { namedVersions } from '../../experiments/named-versions';
import { DamagedModel } from './chunks';
import { decodeModel } from './model-codec';
import { ModelStore } from './model-store';
import { OncePerModel } from './once-per-model';
import type { ServedModel } from './served-model';

/** What of a model a variant may name. */
export type ModelChoice = Pick<ListParameters, 'versao' | 'pesos'>;

/** Sets of weights that are kept of a model: of one experiment that runs, and of one that was adopted. */
const MOST_WEIGHTS = 8;

/**
 * Models that answer beside the active one, for who is in a variant that names them. No two experiments of a parameter run at once: there are
 * as many versions as an experiment has variants, and they go with it. Other weights share all but a few numbers with their model.
 */
@Injectable()
export class NamedModels {
  private readonly logger = new Logger(say('Modelo', 'Model'));
  /** By number; null for one that is gone. */
  private readonly versions = new Map<number, Promise<ServedModel | null>>();
  private readonly weighed = new OncePerModel<ServedModel>(MOST_WEIGHTS);

  constructor(
    private readonly store: ModelStore,
    private readonly experiments: ExperimentsService,
  ) {}

  /** The model to answer with; where the version that is named is gone, or of other data, the active one in its place. */
  async of(active: ServedModel | null, { versao, pesos }: ModelChoice): Promise<ServedModel | null> {
    if (this.versions.size > 0) await this.forgetUnnamed();
    if (!active) return null;
    const model = versao === undefined ? active : await this.version(versao, active);
    return this.withWeights(model, pesos);
  }

  /** A version as it answers with these weights, with its own where none are given: of the same ones always the same. */
  withWeights(model: ServedModel, weights: ListWeights | undefined): Promise<ServedModel> {
    if (!weights) return Promise.resolve(model);
    return this.weighed.of(model, JSON.stringify(weights), () => weighed(model, weights));
  }

  /** Whether that is what lists have where nobody is in a variant. */
  async isUsual({ versao, pesos }: ModelChoice): Promise<boolean> {
    const { defaults } = await this.experiments.inForce();
    return versao === undefined && JSON.stringify(pesos) === JSON.stringify(defaults.parametros.pesos);
  }

  private async version(id: number, active: ServedModel): Promise<ServedModel> {
    if (id === active.version.id) return active;
    let kept = this.versions.get(id);
    if (!kept) {
      kept = this.read(id);
      this.versions.set(id, kept);
      // A database that is away is asked again.
      kept.catch(() => this.versions.delete(id));
    }
    const model = await kept;
    return model?.version.generation === active.version.generation ? model : active;
  }

  private async read(id: number): Promise<ServedModel | null> {
    try {
      const model = decodeModel(await this.store.load(id));
      this.logger.log(say(`Versão ${id} em uso por um experimento`, `Version ${id} in use by an experiment`));
      return model;
    } catch (error) {
      if (!(error instanceof DamagedModel)) throw error;
      this.logger.warn(
        say(
          `Versão ${id}, de um experimento, não pôde ser lida: ${error.message}; a ativa responde no lugar`,
          `Version ${id}, of an experiment, could not be read: ${error.message}; the active one answers in its place`,
        ),
      );
      return null;
    }
  }

  private async forgetUnnamed(): Promise<void> {
    const named = namedVersions((await this.experiments.inForce()).running);
    for (const id of this.versions.keys()) if (!named.has(id)) this.versions.delete(id);
  }
}

function weighed(model: ServedModel, { tastes, blocks, next, ...others }: ListWeights): ServedModel {
  const { parameters } = model.taste;
  const areGiven = tastes !== undefined && blocks !== undefined && next !== undefined;
  const weights = areGiven ? { tastes, blocks, next } : parameters.weights;
  return { ...model, taste: { ...model.taste, parameters: { ...parameters, ...others, weights } } };
}
