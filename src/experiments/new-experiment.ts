import { checkedObject } from '../http/checked-object';
import { InvalidFields, type FieldError } from '../http/problem';
import { MOST_VARIANTS, ParticipantsBody, VariantBody, type NewExperimentBody } from './experiment.dto';
import type { Experiment, Participants, Variant } from './experiment.entity';
import { ListParameters } from './list-parameters';
import { ListWeights, weightProblems } from './list-weights';

/** Shares are written with a few digits: three of 0.3333 are meant to be all. */
const ROUNDING = 0.001;

/** What was asked for in a body whose own fields are in order. Throws InvalidFields. */
export function newExperiment(
  body: NewExperimentBody,
): Pick<Experiment, 'name' | 'variants' | 'participants' | 'window' | 'outcome'> {
  const errors: FieldError[] = [];
  const variants = variantsOf(body.variantes, errors);
  const participants = participantsOf(body.participantes ?? {}, errors);
  if (errors.length > 0) throw new InvalidFields(errors);
  return {
    name: body.nome,
    variants,
    participants,
    window: body.janela ?? 7,
    outcome: body.desfecho ?? 'aceitou',
  };
}

function variantsOf(given: readonly unknown[], errors: FieldError[]): Variant[] {
  if (given.length < 2)
    errors.push({
      field: 'variantes',
      message: {
        pt: `recebeu ${given.length}; aceita de 2 a ${MOST_VARIANTS} variantes`,
        en: `got ${given.length}; takes 2 to ${MOST_VARIANTS} variants`,
      },
    });
  const variants = given.map((value, n) => checkedObject(VariantBody, value, `variantes.${n}`, errors));
  const parameters = variants.map(({ parametros = {} }, n) =>
    typeof parametros === 'object'
      ? parametersOf(parametros, `variantes.${n}.parametros`, errors)
      : new ListParameters(),
  );
  // Names and shares that are none have been told of.
  if (errors.length > 0) return [];
  variants.forEach(({ nome }, n) => {
    if (variants.findIndex((other) => other.nome === nome) < n)
      errors.push({
        field: `variantes.${n}.nome`,
        message: {
          pt: `recebeu ${JSON.stringify(nome)}, que outra variante já tem; aceita um nome só dela`,
          en: `got ${JSON.stringify(nome)}, which another variant has; takes a name of its own`,
        },
      });
  });
  const shares = sharesOf(variants, errors);
  return variants.map(({ nome }, n) => ({ nome, parte: shares[n], parametros: { ...parameters[n] } }));
}

function parametersOf(given: object, field: string, errors: FieldError[]): ListParameters {
  const parameters = checkedObject(ListParameters, given, field, errors);
  // What is no object has been told of.
  if (typeof parameters.pesos !== 'object' || (parameters.pesos as unknown) === null) return parameters;
  const wrong: FieldError[] = [];
  const weights = checkedObject(ListWeights, parameters.pesos, `${field}.pesos`, wrong);
  errors.push(...(wrong.length > 0 ? wrong : weightProblems(weights, `${field}.pesos`)));
  return Object.assign(parameters, { pesos: { ...weights } });
}

function sharesOf(variants: readonly VariantBody[], errors: FieldError[]): number[] {
  const given = variants.map(({ parte }) => parte);
  if (given.every((share) => share === undefined)) return variants.map(() => 1 / variants.length);
  const missing = given.indexOf(undefined);
  const sum = given.reduce<number>((all, share) => all + (share ?? 0), 0);
  if (missing >= 0)
    errors.push({
      field: `variantes.${missing}.parte`,
      message: { pt: 'falta: ou todas têm parte, ou nenhuma', en: 'is missing: all have a share, or none has' },
    });
  else if (Math.abs(sum - 1) > ROUNDING)
    errors.push({
      field: 'variantes',
      message: {
        pt: `as partes somam ${Number(sum.toFixed(4))}; têm de somar 1`,
        en: `the shares add up to ${Number(sum.toFixed(4))}; they have to add up to 1`,
      },
    });
  return given.map((share) => (share ?? 0) / sum);
}

function participantsOf(given: object, errors: FieldError[]): Participants {
  const asked = checkedObject(ParticipantsBody, given, 'participantes', errors);
  const { visitantes = true, parte = 1, notas_min = null, notas_max = null } = asked;
  if (notas_min !== null && notas_max !== null && notas_min > notas_max)
    errors.push({
      field: 'participantes.notas_max',
      message: {
        pt: `recebeu ${notas_max}; aceita de notas_min, ${notas_min}, em diante`,
        en: `got ${notas_max}; takes notas_min, ${notas_min}, and more`,
      },
    });
  return { visitantes, parte, notas_min, notas_max };
}
