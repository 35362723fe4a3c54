import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ModelStatus } from '../../observability/model-status';
import { DamagedModel } from './chunks';
import { decodeModel } from './model-codec';
import { ndcgOf } from './model-quality';
import { ModelStore } from './model-store';
import type { ServedModel } from './served-model';

/** Pause between two looks at the active version, in milliseconds: a new one must be served within five seconds. */
const POLL_MS = 2_000;

/**
 * The model that this process serves. It follows the active version in the database; a version that cannot be read
 * is refused, and the one before goes on serving.
 */
@Injectable()
export class ActiveModel implements ModelStatus, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Modelo');
  private served: ServedModel | null = null;
  private refused: number | null = null;
  private following: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly store: ModelStore) {}

  /** The model to answer with, or null before the first training. */
  get current(): ServedModel | null {
    return this.served;
  }

  get inUse(): ModelStatus['inUse'] {
    if (!this.served) return null;
    const { id, createdAt, findings } = this.served.version;
    return { version: id, createdAt, ndcg10: ndcgOf(findings.quality) };
  }

  onApplicationBootstrap(): Promise<void> {
    this.following = this.follow().finally(() => {
      // The next look waits for this one: loading a large version may take longer than the pause.
      if (!this.stopped) this.timer = setTimeout(() => void this.onApplicationBootstrap(), POLL_MS);
    });
    return this.following;
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.following;
  }

  /** Look which version is active and serve it. */
  async follow(): Promise<void> {
    let version: number | null = null;
    try {
      version = await this.store.activeVersion();
      if (version === (this.served?.version.id ?? null) || version === this.refused) return;
      this.served = version === null ? null : decodeModel(await this.store.load(version));
      this.refused = null;
      this.logger.log(version === null ? 'Nenhuma versão ativa' : `Versão ${version} em uso`);
    } catch (error) {
      // What is damaged stays so; a database that is away comes back.
      if (error instanceof DamagedModel) this.refused = version;
      const kept = this.served ? `a versão ${this.served.version.id} continua em uso` : 'nenhum modelo em uso';
      this.logger.error(`Versão ${version ?? '(desconhecida)'} não pôde ser lida: ${String(error)}; ${kept}`);
    }
  }
}
