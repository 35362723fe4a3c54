import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';
import { FilmFinder } from '../films/film-finder';
import { InvalidFields } from '../http/problem';
import { Regra } from './regra.entity';
import { isOfNow, type Rule } from './rule';
import { actionOf } from './rule-fields';

/** The rules that may hold at a moment: for everybody those that are active, and the others for who is in a variant that names them. */
export interface RulesNow {
  /** With the same one, and the same films, they do the same; empty where there is none. */
  readonly id: string;
  /** The oldest first. */
  readonly rules: readonly Rule[];
}

const NONE: RulesNow = { id: '', rules: [] };

/** The rules of the editors, in memory; read anew when one has changed. */
@Injectable()
export class RulesInForce {
  private readonly kept = new LRUCache<string, Promise<readonly Rule[]>>({ max: 1 });

  constructor(
    private readonly database: Database,
    private readonly finder: FilmFinder,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /**
   * Those of now, active or not. version: of all rules, see `counters`; 0 where there never was one. catalogue: of its films, with which
   * rules that pin them go.
   */
  async of(version: number, catalogue: number): Promise<RulesNow> {
    if (version === 0) return NONE;
    const now = this.now();
    const rules = (await this.all(`${version} ${catalogue}`)).filter((rule) => isOfNow(rule, now));
    if (rules.length === 0) return NONE;
    // Which films a filter lets through may change with the time alone.
    const available = await Promise.all(
      rules.map(async ({ action }) => ('filter' in action ? this.finder.availability(action.filter) : null)),
    );
    const ids = rules.map(({ id }, n) => (available[n] === null ? id : [id, available[n]]));
    return { id: JSON.stringify([version, ...ids]), rules };
  }

  private all(versions: string): Promise<readonly Rule[]> {
    const known = this.kept.get(versions);
    if (known) return known;
    const read = this.database.manager.find(Regra, { order: { id: 'ASC' } }).then((rows) => rows.flatMap(ruleOf));
    this.kept.set(versions, read);
    // What failed is tried again by the next request.
    read.catch(() => this.kept.delete(versions));
    return read;
  }
}

/** A stored rule; none where a newer version of the program wrote what this one does not know. */
export function ruleOf({ id, name, kind, active, from, until, filmId, fields }: Regra): Rule[] {
  try {
    const action = actionOf(kind, filmId, fields) as Rule['action'] | undefined;
    return action ? [{ id, name, action, where: fields.onde, active: active === 1, from, until }] : [];
  } catch (error) {
    if (error instanceof InvalidFields) return [];
    throw error;
  }
}
