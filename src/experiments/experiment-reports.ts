import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';
import type { Language } from '../http/language';
import { rounded } from '../http/rounded';
import { conclude, differences } from './conclusion';
import { conclusionText, missingVersion } from './conclusion-texts';
import type { ExperimentReportDto } from './experiment-report.dto';
import { experimentDto } from './experiment.dto';
import { outcomes, type Experiment, type Outcome } from './experiment.entity';
import { ExperimentsService } from './experiments.service';
import { ExposureLog } from './exposure-log';
import { namedVersions, servableVersions } from './named-versions';
import { countOutcomes, type OutcomeCounts } from './outcome-counts';
import { isRatioWrong } from './sample-ratio';

/** Digits of a share of people. */
const DIGITS = 4;

/** Tells what an experiment says so far. */
@Injectable()
export class ExperimentReports {
  constructor(
    private readonly experiments: ExperimentsService,
    private readonly exposures: ExposureLog,
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Throws ExperimentNotFound. */
  async of(id: number, language: Language): Promise<ExperimentReportDto> {
    const experiment = await this.experiments.get(id);
    // What this server has answered is in it.
    await this.exposures.flush();
    // With its end people no longer get the lists of their variant: whose time was not over by then is not comparable.
    const counts = await countOutcomes(this.database, experiment, experiment.endedAt ?? this.now());
    return report(experiment, counts, await this.gone(experiment), language);
  }

  /** The versions of the model that it names and that cannot answer any more; of one that does not run it is not told. */
  private async gone(experiment: Experiment): Promise<ReadonlySet<number>> {
    const named = namedVersions([experiment]);
    if (experiment.state !== 'rodando' || named.size === 0) return new Set();
    const servable = await servableVersions(this.database);
    return new Set([...named].filter((version) => !servable.has(version)));
  }
}

function report(
  experiment: Experiment,
  counts: readonly OutcomeCounts[],
  gone: ReadonlySet<number>,
  language: Language,
): ExperimentReportDto {
  const { variants, outcome } = experiment;
  const shares = variants.map(({ parte }) => parte);
  const people = counts.map((count) => count.people);
  const all = people.reduce((sum, count) => sum + count, 0);
  const armsOf = (one: Outcome) => counts.map(({ complete, done }) => ({ people: complete, successes: done[one] }));
  const differencesOf = new Map(outcomes.map((one) => [one, differences(armsOf(one))]));
  const arms = armsOf(outcome);
  const conclusion = conclude(
    people.map((count, n) => ({ people: count, arm: arms[n] })),
    shares,
    outcome === 'nao_gostou',
  );
  const outcomeDto = (one: Outcome, n: number) => {
    const { complete, done, soFar } = counts[n];
    const difference = differencesOf.get(one)?.[n] ?? null;
    return {
      ate_agora: soFar[one],
      pessoas: done[one],
      taxa: complete === 0 ? null : rounded(done[one] / complete, DIGITS),
      diferenca: difference && {
        estimativa: rounded(difference.estimate, DIGITS),
        de: rounded(difference.low, DIGITS),
        ate: rounded(difference.high, DIGITS),
      },
    };
  };
  return {
    ...experimentDto(experiment),
    resultado: variants.map(({ nome, parametros: { versao } }, n) => ({
      nome,
      pessoas: counts[n].people,
      exposicoes: counts[n].exposures,
      completas: counts[n].complete,
      desfechos: {
        aceitou: outcomeDto('aceitou', n),
        terminou: outcomeDto('terminou', n),
        gostou: outcomeDto('gostou', n),
        nao_gostou: outcomeDto('nao_gostou', n),
      },
      aviso: versao !== undefined && gone.has(versao) ? missingVersion(versao, language) : null,
    })),
    proporcao: {
      esperada: shares.map((share) => rounded(share, DIGITS)),
      observada: all === 0 ? [] : people.map((count) => rounded(count / all, DIGITS)),
      errada: isRatioWrong(people, shares),
    },
    conclusao: {
      estado: conclusion.verdict,
      variante: conclusion.variant === null ? null : variants[conclusion.variant].nome,
      texto: conclusionText(conclusion, experiment, people, language),
    },
  };
}
