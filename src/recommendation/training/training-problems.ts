import { Problem } from '../../http/problem';
import type { TrainingJob } from './training-queue';

export class TrainingNotFound extends Problem {
  constructor(id: number) {
    super(404, 'treino-nao-encontrado', {
      pt: `Treino com ID ${id} não encontrado.`,
      en: `There is no training with ID ${id}.`,
    });
  }
}

export class TrainingUnderWay extends Problem {
  constructor({ id, state, percent }: Pick<TrainingJob, 'id' | 'state' | 'percent'>) {
    const waits = state === 'na_fila';
    super(409, 'treino-em-andamento', {
      pt: `O treino ${id} ${waits ? 'espera na fila' : `está em andamento (${percent}%)`}. Acompanhe em /modelo/treinos/${id}.`,
      en: `Training ${id} ${waits ? 'is waiting' : `is under way (${percent}%)`}. Follow it at /modelo/treinos/${id}.`,
    });
  }
}
