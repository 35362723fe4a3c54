import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/database';
import { CLOCK, type Clock } from '../database/clock';
import { StoredCounts, type States } from './stored-counts';
import { ExposureStatus } from './exposure-status';
import { ModelStatus, type ModelInUse } from './model-status';

/** In seconds: from a cached answer to a request that was given up. */
const LATENCIES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const trainingStates = ['na_fila', 'executando', 'concluido', 'falhou'];
/** As the API calls them: an import is feminine in Portuguese. */
const importStates = { na_fila: 'na_fila', executando: 'executando', concluido: 'concluida', falhou: 'falhou' };
const deliveryStates = ['na_fila', 'entregue', 'falhou'];

/** Everything that `/metrics` tells, in the form of Prometheus. Labels are few by construction: none holds a value of a request. */
@Injectable()
export class PrometheusMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests answered, by route pattern; 499: the client hung up',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: LATENCIES,
    registers: [this.registry],
  });
  private readonly recommendations = new Counter({
    name: 'centroide_recommendations_total',
    help: 'Lists of recommendations answered, by what they were made from',
    labelNames: ['origin'] as const,
    registers: [this.registry],
  });
  private readonly inFlight = this.gauge('http_requests_in_flight', 'Requests being answered');
  private readonly modelVersion = this.gauge('centroide_model_version', 'Model version in use; 0: none yet');
  private readonly modelAge = this.gauge('centroide_model_age_seconds', 'Age of the model in use');
  private readonly modelNdcg = this.gauge('centroide_model_ndcg10', 'nDCG@10 of the model in use, when trained');
  private readonly drift = this.gauge('centroide_model_drift_ndcg10', 'nDCG@10 on the newest ratings', ['when']);
  private readonly since = this.gauge(
    'centroide_model_ratings_since',
    'Ratings and events that came after the model in use',
  );
  private readonly trainingState = this.gauge('centroide_training_state', '1: state of the last training', ['state']);
  private readonly trainingSeconds = this.gauge(
    'centroide_training_duration_seconds',
    'Last training, so far or whole',
  );
  private readonly trainingEnd = this.gauge('centroide_training_end_timestamp_seconds', 'When the last training ended');
  private readonly trainingNdcg = this.gauge('centroide_training_ndcg10', 'nDCG@10 of what the last training made');
  private readonly rows = this.gauge('centroide_rows', 'Rows; of large tables an estimate', ['table']);
  private readonly imports = this.gauge('centroide_imports', 'Imports of uploaded files, by state', ['state']);
  private readonly deliveries = this.gauge(
    'centroide_webhook_deliveries',
    'Messages to webhooks of the last 30 days, by state; falhou: given up',
    ['state'],
  );
  private readonly exposures = new Counter({
    name: 'centroide_exposures_total',
    help: 'Lists of experiments; dropped: given up, since the database did not take as many as came',
    labelNames: ['result'] as const,
    registers: [this.registry],
  });
  private readonly exposuresWaiting = this.gauge(
    'centroide_exposures_waiting',
    'Lists of experiments not yet in the database, of a second at most while it answers: a crash loses them',
  );
  private readonly databaseUp = this.gauge('centroide_database_up', '1: the database answers');
  private readonly pool = this.gauge('centroide_database_pool_connections', 'PostgreSQL connections', ['state']);
  private readonly waiting = this.gauge('centroide_database_pool_waiting', 'Who waits for a PostgreSQL connection');

  constructor(
    private readonly database: Database,
    private readonly model: ModelStatus,
    private readonly stored: StoredCounts,
    private readonly exposed: ExposureStatus,
    @Inject(CLOCK) private readonly now: Clock,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** A request has come … */
  begin(): void {
    this.inFlight.inc();
  }

  /** … and is over. origin: of the recommendations in its answer, where it has any. */
  end(answer: { method: string; route: string; status: number }, seconds: number, origin: unknown): void {
    this.inFlight.dec();
    this.requests.observe(answer, seconds);
    if (typeof origin === 'string') this.recommendations.inc({ origin });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** All series as they are now. */
  async text(): Promise<string> {
    const { stored } = this;
    const [rows, ratingsSince, states] = await Promise.all([stored.rows(), stored.ratingsSince(), stored.states()]);
    this.databaseUp.set(states ? 1 : 0);
    this.showModel(this.model.inUse);
    for (const [table, count] of rows ?? []) this.rows.set({ table }, count);
    show(this.since, ratingsSince);
    if (states) this.showStates(states);
    this.showExposures();
    this.showPool();
    return this.registry.metrics();
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  private showModel(model: ModelInUse | null): void {
    this.modelVersion.set(model?.version ?? 0);
    if (!model) return;
    this.modelAge.set((this.now() - model.createdAt) / 1000);
    show(this.modelNdcg, model.ndcg10);
    show(this.drift, model.drift?.whenActivated, { when: 'activated' });
    show(this.drift, model.drift?.now, { when: 'now' });
  }

  private showStates({ training, imports, deliveries }: States): void {
    for (const state of deliveryStates) this.deliveries.set({ state }, deliveries.get(state) ?? 0);
    for (const [state, name] of Object.entries(importStates))
      this.imports.set({ state: name }, imports.get(state) ?? 0);
    for (const state of trainingStates) this.trainingState.set({ state }, state === training?.state ? 1 : 0);
    if (!training) return;
    const { startedAt, endedAt, ndcg10 } = training;
    this.trainingSeconds.set(((endedAt ?? this.now()) - startedAt) / 1000);
    show(this.trainingEnd, endedAt === null ? null : endedAt / 1000);
    show(this.trainingNdcg, ndcg10);
  }

  private showExposures(): void {
    const { stored, dropped, waiting } = this.exposed.counts;
    this.exposures.reset();
    this.exposures.inc({ result: 'stored' }, stored);
    this.exposures.inc({ result: 'dropped' }, dropped);
    this.exposuresWaiting.set(waiting);
  }

  private showPool(): void {
    const { pool } = this.database;
    if (!pool) return;
    this.pool.set({ state: 'idle' }, pool.idle);
    this.pool.set({ state: 'busy' }, pool.busy);
    this.pool.set({ state: 'max' }, pool.max);
    this.waiting.set(pool.waiting);
  }
}

/** Set a gauge; what is not known is left out, not taken for nothing. */
function show<Label extends string>(
  gauge: Gauge<Label>,
  value: number | null | undefined,
  labels: Partial<Record<Label, string>> = {},
): void {
  if (value === null || value === undefined) gauge.remove(labels);
  else gauge.set(labels, value);
}
