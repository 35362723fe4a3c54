import type { Experiment } from '../../api/answer-types';
import { rating, t } from '../../state/locale';

type Parameters = Experiment['variantes'][number]['parametros'];

/** The parameters of a variant as people read them: `variedade 0,4; regras 3`. */
export function parametersText(parameters: Parameters): string {
  const texts = t.value.experiments;
  const entries = Object.entries(parameters);
  if (entries.length === 0) return texts.asUsual;
  return entries.map(([name, value]) => `${texts.parameters[name] ?? name} ${shown(value)}`).join('; ');
}

function shown(value: unknown): string {
  if (typeof value === 'number') return rating(value);
  if (Array.isArray(value)) return value.length > 0 ? value.map(shown).join(', ') : '–';
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${name} ${shown(part)}`)
      .join(', ');
  return String(value);
}
