import type { Text } from '../../http/language';
import { Problem } from '../../http/problem';

export class NoModelYet extends Problem {
  constructor() {
    super(404, 'sem-modelo', {
      pt: 'Ainda não há modelo treinado. Em /modelo/treinos se vê se um treino está em andamento.',
      en: 'No model has been trained yet. /modelo/treinos shows whether a training is under way.',
    });
  }
}

export class VersionNotFound extends Problem {
  constructor(id: number) {
    super(404, 'versao-nao-encontrada', {
      pt: `Versão ${id} do modelo não encontrada.`,
      en: `There is no version ${id} of the model.`,
    });
  }
}

/** What a version was wanted for. */
const uses = {
  activate: { pt: 'ativada', en: 'activated' },
  compare: { pt: 'comparada', en: 'compared' },
} as const;

export type VersionUse = keyof typeof uses;

export class VersionRejected extends Problem {
  constructor(id: number, reason: Text, use: VersionUse) {
    super(409, 'versao-rejeitada', {
      pt: `A versão ${id} foi rejeitada e não pode ser ${uses[use].pt}: ${reason.pt}.`,
      en: `Version ${id} was rejected and cannot be ${uses[use].en}: ${reason.en}.`,
    });
  }
}

export class VersionPruned extends Problem {
  constructor(id: number) {
    super(409, 'versao-sem-dados', {
      pt: `Os dados da versão ${id} já foram removidos. As que podem ser ativadas dizem "ativavel": true em /modelo/versoes.`,
      en: `The data of version ${id} has been removed. Those that can be activated say "ativavel": true at /modelo/versoes.`,
    });
  }
}

export class OtherEngine extends Problem {
  constructor(id: number, its: number, ours: number) {
    super(409, 'versao-de-outro-motor', {
      pt: `A versão ${id} foi treinada pelo motor ${its}, e este é o motor ${ours}. Treine de novo.`,
      en: `Version ${id} was trained by engine ${its}, and this is engine ${ours}. Train again.`,
    });
  }
}

export class OtherData extends Problem {
  constructor(id: number) {
    super(409, 'versao-de-outros-dados', {
      pt: `A versão ${id} foi treinada com dados que foram substituídos depois: seus filmes são outros. Treine de novo.`,
      en: `Version ${id} was trained on data that have been replaced since: its films are others. Train again.`,
    });
  }
}

export class VersionDamaged extends Problem {
  constructor(id: number) {
    super(409, 'versao-danificada', {
      pt: `Os dados da versão ${id} estão danificados; a que estava em uso continua. O registro do servidor diz mais.`,
      en: `The data of version ${id} is damaged; the one in use stays. The log of the server says more.`,
    });
  }
}
