import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { counters } from '../../database/counters';
import { Database } from '../../database/database';
import { known, present } from '../../invariants';
import { UserNotFound } from '../../users/user-not-found';

/** What an answer depends on besides the model, as numbers that grow with each change, whoever makes it. */
export interface DataVersions {
  /** Of the user's ratings; 0 for somebody who is not stored. */
  readonly profile: number;
  readonly catalogue: number;
  /** Deletions of users: a number that is given again to somebody else has the same profile versions again. */
  readonly erasures: number;
  /** Of the data as a whole: another one after everything was replaced. */
  readonly generation: number;
  /** Of the editors' rules; 0 where there never was one. */
  readonly rules: number;
}

interface Row {
  readonly id: number;
  readonly versao: number;
}

/** Ids of users are positive: these are of the counters. */
const CATALOGUE = 0;
const ERASURES = -1;
const GENERATION = -2;
const RULES = -3;

/** People whose versions are remembered until somebody commits. */
const REMEMBERED = 10_000;

/**
 * Asks the database how things stand. Requests that come together are answered by one query; where the database tells that nobody has
 * committed since, by none.
 */
@Injectable()
export class DataVersionService {
  private readonly loader: DataLoader<number, DataVersions | null>;
  /** As they are since the last commit that is known of. */
  private readonly remembered = new LRUCache<number, DataVersions>({ max: REMEMBERED });
  private commits: number | null = null;
  /** As they were when last looked at, until something else can have come; undefined: to be looked at. */
  private looked: number | null | undefined;

  constructor(private readonly database: Database) {
    this.loader = new DataLoader((ids: readonly number[]) => this.read(ids), {
      // Nothing is remembered here: what was written before a request came must be in its answer.
      cache: false,
      // When all that has arrived has been read.
      batchScheduleFn: (ask) => setImmediate(ask),
    });
  }

  /** As they are now, or a moment later. Throws UserNotFound. */
  async ofUser(id: number): Promise<DataVersions> {
    const versions = await this.of(id);
    if (!versions) throw new UserNotFound(id);
    return versions;
  }

  /** The same for somebody who is not stored. */
  async ofNobody(): Promise<DataVersions> {
    return present(await this.of(CATALOGUE), 'the counters');
  }

  private async of(id: number): Promise<DataVersions | null> {
    const commits = this.commitsByNow();
    if (commits === null) return this.loader.load(id);
    if (commits !== this.commits) this.remembered.clear();
    this.commits = commits;
    const remembered = this.remembered.get(id);
    if (remembered) return remembered;
    const versions = await this.loader.load(id);
    // Read after the commit that was last known of; what has come since then shows at the next look.
    if (versions && commits === this.commits) this.remembered.set(id, versions);
    return versions;
  }

  /** Looked at once for all requests that go on together: each came before, and nothing comes meanwhile. */
  private commitsByNow(): number | null {
    if (this.looked === undefined) {
      this.looked = this.database.commits();
      queueMicrotask(() => (this.looked = undefined));
    }
    return this.looked;
  }

  private async read(ids: readonly number[]): Promise<(DataVersions | null)[]> {
    const rows = await this.database.queryPrepared<Row>(
      `SELECT CASE chave WHEN '${counters.catalogue}' THEN ${CATALOGUE} WHEN '${counters.erasures}' THEN ${ERASURES}
           WHEN '${counters.rules}' THEN ${RULES} ELSE ${GENERATION} END AS id,
         CAST(valor AS BIGINT) AS versao
       FROM sistema WHERE chave IN ('${counters.catalogue}', '${counters.erasures}', '${counters.generation}', '${counters.rules}')
       UNION ALL
       SELECT id, versao_perfil FROM usuarios WHERE id IN (SELECT value FROM ${this.database.dialect.integersIn()})`,
      [JSON.stringify(ids)],
    );
    const version = new Map(rows.map(({ id, versao }) => [id, versao]));
    const catalogue = version.get(CATALOGUE) ?? 0;
    const erasures = version.get(ERASURES) ?? 0;
    const rules = version.get(RULES) ?? 0;
    const generation = known(version, GENERATION, 'counter');
    return ids.map((id) => {
      const profile = id === CATALOGUE ? 0 : version.get(id);
      return profile === undefined ? null : { profile, catalogue, erasures, generation, rules };
    });
  }
}
