import { Problem } from '../http/problem';
import type { ExperimentState } from './experiment.entity';

export class ExperimentNotFound extends Problem {
  constructor(id: number) {
    super(404, 'experimento-nao-encontrado', {
      pt: `Experimento com ID ${id} não encontrado.`,
      en: `Experiment with ID ${id} not found.`,
    });
  }
}

const en: Readonly<Record<ExperimentState, string>> = {
  rascunho: 'a draft (rascunho)',
  rodando: 'running (rodando)',
  encerrado: 'over (encerrado)',
};

/** Something that is only done with an experiment in another state. */
export class WrongState extends Problem {
  constructor(id: number, is: ExperimentState, needed: ExperimentState) {
    super(409, 'experimento-em-outro-estado', {
      pt: `O experimento ${id} está em "${is}"; para isso teria de estar em "${needed}".`,
      en: `Experiment ${id} is ${en[is]}; for this it would have to be ${en[needed]}.`,
    });
  }
}

/** An experiment that is running, or whose variant lists have by default, cannot be deleted. */
export class ExperimentInUse extends Problem {
  constructor(id: number, running: boolean) {
    super(
      409,
      'experimento-em-uso',
      running
        ? {
            pt: `O experimento ${id} está rodando: encerre-o antes.`,
            en: `Experiment ${id} is running: end it first.`,
          }
        : {
            pt: `Uma variante do experimento ${id} é o padrão das listas: desfaça a adoção antes.`,
            en: `A variant of experiment ${id} is the default of lists: undo its adoption first.`,
          },
    );
  }
}

export class NothingAdopted extends Problem {
  constructor(id: number) {
    super(409, 'nada-adotado', {
      pt: `Nenhuma variante do experimento ${id} é o padrão das listas.`,
      en: `No variant of experiment ${id} is the default of lists.`,
    });
  }
}

/** Of two experiments of one parameter nobody could tell which did it. */
export class ParameterUnderTest extends Problem {
  constructor(parameter: string, id: number) {
    super(409, 'parametro-em-outro-experimento', {
      pt: `O experimento ${id}, que está rodando, também muda ${parameter}: encerre-o antes, ou tire ${parameter} deste.`,
      en: `Experiment ${id}, which is running, changes ${parameter} as well: end it first, or take ${parameter} out of this one.`,
    });
  }
}

export class TooManyRunning extends Problem {
  constructor(most: number) {
    super(409, 'experimentos-demais', {
      pt: `Já há ${most} experimentos rodando: encerre um antes.`,
      en: `${most} experiments are running already: end one first.`,
    });
  }
}
