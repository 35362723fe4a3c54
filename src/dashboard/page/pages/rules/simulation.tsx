import { useState } from 'preact/hooks';
import { ask, type ApiProblem } from '../../api/client';
import type { Simulation } from '../../api/answer-types';
import { number, percent, rating, t } from '../../state/locale';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';

export interface Simulating {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly result: Simulation | null;
  readonly run: (body: { ids?: number[]; regras?: object[]; no_lugar_de?: number[] }) => Promise<void>;
}

/** Asks what rules would do, before they do it. */
export function useSimulation(): Simulating {
  const [result, setResult] = useState<Simulation | null>(null);
  const { busy, problem, run } = useAction();
  return {
    busy,
    problem,
    result,
    run: async (body) => {
      setResult(null);
      await run(async () => setResult((await ask<Simulation>('/regras/simular', { method: 'POST', body })).body));
    },
  };
}

export function SimulationNote({ of: { busy, problem, result } }: { of: Simulating }) {
  const texts = t.value.rules;
  if (busy) return <Busy label={texts.simulating} />;
  if (problem) return <ProblemNote problem={problem} />;
  if (!result) return null;
  const { pessoas, mudam, parte, filmes_trocados, notas_tiradas: lost } = result;
  return (
    <div class="note simulation" role="status">
      <p>
        <b>{texts.wouldChange(number(mudam), number(pessoas), percent(parte))}</b>{' '}
        {texts.replaced(rating(filmes_trocados))}
      </p>
      {lost && (
        <p>
          {texts.loses(number(lost.perda, 3), number(lost.perda_de, 3), number(lost.perda_ate, 3))}{' '}
          <small>{lost.aviso}</small>
        </p>
      )}
    </div>
  );
}
