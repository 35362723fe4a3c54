import { Problem } from '../http/problem';
import { MOST_RULES } from './rule';

export class RuleNotFound extends Problem {
  constructor(id: number) {
    super(404, 'regra-nao-encontrada', {
      pt: `Regra com ID ${id} não encontrada.`,
      en: `There is no rule with ID ${id}.`,
    });
  }
}

export class TooManyRules extends Problem {
  constructor() {
    super(409, 'regras-demais', {
      pt: `Há ${MOST_RULES} regras, e mais não cabem: apague uma que não valha mais.`,
      en: `There are ${MOST_RULES} rules, and there is room for no more: delete one that is over.`,
    });
  }
}
