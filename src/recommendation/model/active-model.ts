import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { say } from '../../config/language';
import { Database } from '../../database/database';
import type { Listening } from '../../database/notices';
import { oneAtATime } from '../../database/one-at-a-time';
import { CLOCK, type Clock } from '../../database/clock';
import { present } from '../../invariants';
import type { ModelStatus } from '../../observability/model-status';
import { DamagedModel } from './chunks';
import type { GivenName } from './given-name.entity';
import { withGivenNames } from './group-labels';
import { decodeModel, ENGINE_VERSION, isRead } from './model-codec';
import { ndcgOf } from './model-quality';
import { ModelStore } from './model-store';
import type { ModelVersion } from './model-version.entity';
import { reasonOf } from './rejection';
import type { ServedModel } from './served-model';
import {
  NoModelYet,
  OtherData,
  OtherEngine,
  VersionDamaged,
  VersionNotFound,
  VersionPruned,
  VersionRejected,
  type VersionUse,
} from './model-problems';

/** Pause between two looks at the active version, in milliseconds: a new one must be served within five seconds. */
const POLL_MS = 2_000;

/**
 * The model that this process serves. It follows the active version in the database: told of a change by PostgreSQL, and
 * looking by itself as well. A version that cannot be read is refused, and the one before goes on serving.
 */
@Injectable()
export class ActiveModel implements ModelStatus, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(say('Modelo', 'Model'));
  /** Looks and activations take turns: a look that began earlier never undoes an activation. */
  private readonly inTurn = oneAtATime();
  private served: ServedModel | null = null;
  private given: readonly GivenName[] = [];
  private latest: ModelVersion | null = null;
  private refused: number | null = null;
  private following: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private listening: Listening | undefined;
  private stopped = false;
  /** The newest version that this process has looked for because it was told of it. */
  private heardOf = 0;

  constructor(
    private readonly store: ModelStore,
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The model to answer with from data of a generation; null before the first training on them. */
  of(generation: number): ServedModel | null {
    return this.served?.version.generation === generation ? this.served : null;
  }

  /**
   * Make an answer with the model in use, null before the first training on the data as they are: anew, if they were
   * replaced meanwhile, so that no model is ever taken to speak of the films of another catalogue.
   */
  async answer<Answer>(make: (model: ServedModel | null) => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const generation = await this.store.generation();
      const answer = await make(this.of(generation));
      if (generation === (await this.store.generation())) return answer;
    }
  }

  /** The same. Throws NoModelYet. */
  answerByModel<Answer>(make: (model: ServedModel) => Promise<Answer>): Promise<Answer> {
    return this.answer((model) => {
      if (!model) throw new NoModelYet();
      return make(model);
    });
  }

  /** What is known of it by now: trainings that come after it find out more. */
  get record(): ModelVersion | null {
    return this.latest?.id === this.served?.version.id ? this.latest : (this.served?.version ?? null);
  }

  /** The active version, where it cannot be read and another one answers in its place. */
  get standsInFor(): number | null {
    return this.refused === this.served?.version.id ? null : this.refused;
  }

  get inUse(): ModelStatus['inUse'] {
    const record = this.record;
    if (!record) return null;
    const { quality, drift } = record.findings;
    return {
      version: record.id,
      standsInFor: this.standsInFor,
      createdAt: record.createdAt,
      activatedAt: record.activatedAt ?? record.createdAt,
      ndcg10: quality && (ndcgOf(quality)?.value ?? null),
      drift: drift ? { whenActivated: drift.whenActivated?.value ?? null, now: drift.now?.value ?? null } : null,
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.poll();
    this.listening = this.database.listen('modelo', () => void this.follow());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.listening?.close();
    await this.following;
  }

  /** Look which version is active and serve it. */
  follow(): Promise<void> {
    this.following = this.inTurn(() => this.look());
    return this.following;
  }

  /** See to it that a version which a training has made is in use here, if it is the active one, before anybody is told of it. */
  async followTo(versionId: number): Promise<void> {
    if (versionId <= this.heardOf) return;
    await this.follow();
    this.heardOf = Math.max(this.heardOf, versionId);
  }

  /**
   * Make a version the active one, here at once and on the other replicas as they hear of it. It is read and verified
   * before anything changes. Throws one of the version problems.
   */
  activate(versionId: number): Promise<ModelVersion> {
    return this.inTurn(async () => {
      const model = await this.usable(versionId, 'activate');
      if (versionId !== (await this.store.activeVersion())) await this.store.activate(versionId, this.now());
      await this.database.committed();
      this.serve(model);
      this.latest = await this.store.version(versionId);
      if (!this.latest) throw new VersionNotFound(versionId);
      return this.latest;
    });
  }

  /** A version as it would answer, whether it is in use or not; nothing changes. Throws one of the version problems. */
  version(versionId: number): Promise<ServedModel> {
    const { served } = this;
    return this.usable(versionId, 'compare', served?.version.id === versionId ? served : null);
  }

  private poll(): Promise<void> {
    return this.follow().finally(() => {
      // The next look waits for this one: loading a large version may take longer than the pause.
      if (!this.stopped) this.timer = setTimeout(() => void this.poll(), POLL_MS);
    });
  }

  private async look(): Promise<void> {
    let version: number | null = null;
    try {
      await this.hearNames();
      version = await this.store.activeVersion();
      if (version !== null && version === this.refused) return;
      this.latest = version === null ? null : await this.store.version(version);
      if (version !== null && !this.latest) throw new DamagedModel(`version ${version} is gone`);
      if (version === (this.served?.version.id ?? null)) return;
      this.serve(version === null ? null : decodeModel(await this.store.load(version)));
    } catch (error) {
      let kept = keptInUse(this.served);
      // What is damaged stays so; a database that is away comes back.
      if (error instanceof DamagedModel) {
        const instead = this.served ? null : await this.standIn();
        if (instead !== null)
          kept = say(`a versão ${instead} responde no lugar`, `version ${instead} answers in its place`);
        this.refused = version;
      }
      this.logger.error(`${unreadable(version, String(error))}; ${kept}`);
    }
  }

  /** A process that has just started has no model to go on with: the newest of the others that can be read is one. Its number; null without any. */
  private async standIn(): Promise<number | null> {
    const whole = await this.store.unpruned();
    const now = await this.store.generation();
    for (const { id, state, generation } of await this.store.versions()) {
      if (state !== 'pronto' || generation !== now || !whole.has(id)) continue;
      try {
        this.serve(decodeModel(await this.store.load(id)));
        return id;
      } catch (error) {
        if (!(error instanceof DamagedModel)) throw error;
      }
    }
    return null;
  }

  private serve(model: ServedModel | null): void {
    if (model?.version.id !== this.served?.version.id)
      this.logger.log(
        model
          ? say(`Versão ${model.version.id} em uso`, `Version ${model.version.id} in use`)
          : say('Nenhuma versão ativa', 'No version is active'),
      );
    this.served = model && withGivenNames(model, this.given);
    this.refused = null;
  }

  /** Names are a part of the model that is served: whatever was made of it with others is made anew. */
  private async hearNames(): Promise<void> {
    const given = await this.store.givenNames();
    if (JSON.stringify(given) === JSON.stringify(this.given)) return;
    this.given = given;
    if (this.served) this.served = withGivenNames(this.served, given);
  }

  /** A version that may answer: from memory, where it is there, and else read and verified. Throws one of the version problems. */
  private async usable(versionId: number, use: VersionUse, inMemory: ServedModel | null = null): Promise<ServedModel> {
    try {
      await this.assertUsable(versionId, use);
      return inMemory ?? decodeModel(await this.store.load(versionId));
    } catch (error) {
      if (!(error instanceof DamagedModel)) throw error;
      this.logger.error(unreadable(versionId, error.message));
      throw new VersionDamaged(versionId);
    }
  }

  private async assertUsable(versionId: number, use: VersionUse): Promise<void> {
    const version = await this.store.version(versionId);
    if (!version) throw new VersionNotFound(versionId);
    if (version.state === 'rejeitado')
      throw new VersionRejected(versionId, present(reasonOf(version), 'the reason of a rejected version'), use);
    if (!isRead(version.engineVersion)) throw new OtherEngine(versionId, version.engineVersion, ENGINE_VERSION);
    if (version.generation !== (await this.store.generation())) throw new OtherData(versionId);
    if (!(await this.store.unpruned()).has(versionId)) throw new VersionPruned(versionId);
  }
}

function unreadable(version: number | null, reason: string): string {
  return say(
    `Versão ${version ?? '(desconhecida)'} não pôde ser lida: ${reason}`,
    `Version ${version ?? '(unknown)'} could not be read: ${reason}`,
  );
}

function keptInUse(served: ServedModel | null): string {
  if (!served) return say('nenhum modelo em uso', 'no model is in use');
  return say(`a versão ${served.version.id} continua em uso`, `version ${served.version.id} stays in use`);
}
