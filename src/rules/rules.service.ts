import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../database/clock';
import { raiseCounter } from '../database/counters';
import { Database } from '../database/database';
import { lockRows } from '../database/row-locks';
import { InvalidFields } from '../http/problem';
import type { Ref } from '../identifiers/identifier';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { Regra } from './regra.entity';
import { MOST_RULES, type Rule, type RuleKind } from './rule';
import { actionFields, actionOf, fieldProblems, fieldsOfKind, type StoredFields } from './rule-fields';
import { PLAIN_LIST } from './rule-places';
import { RuleNotFound, TooManyRules } from './rule-problems';
import type { NewRuleBody, RulePatchBody } from './rule.dto';

/** What of a rule is written; its film still as it was called. */
interface Written extends Pick<Regra, 'name' | 'kind' | 'active' | 'from' | 'until' | 'fields'> {
  readonly film: Ref | null;
}

/** Keeps the rules of the editors. */
@Injectable()
export class RulesService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** All of them, the oldest first. */
  list(): Promise<Regra[]> {
    return this.database.manager.find(Regra, { order: { id: 'ASC' } });
  }

  /** Throws RuleNotFound. */
  async get(id: number): Promise<Regra> {
    const rule = await this.database.manager.findOneBy(Regra, { id });
    if (!rule) throw new RuleNotFound(id);
    return rule;
  }

  /** Throws InvalidFields, TooManyRules. */
  create(body: NewRuleBody): Promise<Regra> {
    const written = writtenOf(body);
    return this.write(async (transaction) => {
      if ((await transaction.count(Regra)) >= MOST_RULES) throw new TooManyRules();
      const filmId = await this.filmOf(transaction, written.film);
      const at = this.now();
      const row = { ...columnsOf(written), filmId, createdAt: at, changedAt: at };
      const { identifiers } = await transaction.insert(Regra, row);
      return Number(identifiers[0].id);
    });
  }

  /** Throws RuleNotFound, InvalidFields. */
  change(id: number, patch: RulePatchBody): Promise<Regra> {
    return this.write(async (transaction) => {
      const stored = await transaction.findOneBy(Regra, { id });
      if (!stored) throw new RuleNotFound(id);
      const written = writtenOf({ ...given(stored, patch.tipo), ...defined(patch) });
      const filmId = await this.filmOf(transaction, written.film);
      await transaction.update(Regra, { id }, { ...columnsOf(written), filmId, changedAt: this.now() });
      return id;
    });
  }

  /** Throws RuleNotFound. */
  async remove(id: number): Promise<void> {
    await this.database.write(async (transaction) => {
      await this.database.dialect.lock(transaction, 'rules');
      const { affected } = await transaction.delete(Regra, { id });
      if (!affected) throw new RuleNotFound(id);
      await raiseCounter(transaction, 'rules');
    });
  }

  /** A rule that is not stored, to see what it would do. Throws InvalidFields. */
  async tried(body: NewRuleBody): Promise<Rule> {
    const { name, kind, fields, film } = writtenOf(body);
    const filmId = await this.filmIn(film);
    return {
      id: 0,
      name,
      action: actionOf(kind, filmId, fields),
      where: fields.onde,
      active: true,
      from: null,
      until: null,
    };
  }

  /** One writer after the other: what a patch leaves as it is must still be so when it is written. */
  private write(work: (transaction: EntityManager) => Promise<number>): Promise<Regra> {
    return this.database.write(async (transaction) => {
      await this.database.dialect.lock(transaction, 'rules');
      const id = await work(transaction);
      await raiseCounter(transaction, 'rules');
      return transaction.findOneByOrFail(Regra, { id });
    });
  }

  /** The number of a film, which stays until the transaction ends. Throws InvalidFields. */
  private async filmOf(transaction: EntityManager, film: Ref | null): Promise<number | null> {
    if (film === null) return null;
    const { dialect } = this.database;
    const id =
      typeof film === 'number' ? film : (await resolveIdentifiers(transaction, dialect, 'filmes', [film])).get(film);
    if (id === undefined || !(await lockRows(transaction, dialect, 'filmes', [id], 'refer')).has(id))
      throw noFilm(film);
    return id;
  }

  private async filmIn(film: Ref | null): Promise<number | null> {
    if (film === null) return null;
    const { database } = this;
    const known = await resolveIdentifiers(database, database.dialect, 'filmes', [film]);
    const id = typeof film === 'number' ? film : known.get(film);
    const rows = await database.query('SELECT id FROM filmes WHERE id = $1', [id ?? 0]);
    if (id === undefined || rows.length === 0) throw noFilm(film);
    return id;
  }
}

function noFilm(film: Ref): InvalidFields {
  const message = { pt: `o filme ${film} não existe`, en: `film ${film} does not exist` };
  return new InvalidFields([{ field: 'filme_id', message }]);
}

/** Throws InvalidFields. */
function writtenOf(body: NewRuleBody): Written {
  const problems = fieldProblems(body);
  if (problems.length > 0) throw new InvalidFields(problems);
  const { nome, tipo, ativa = true, de = null, ate = null, filme_id = null, onde = [PLAIN_LIST] } = body;
  const own = fieldsOfKind[tipo].filter((name) => name !== 'filme_id');
  const fields = { onde, ...Object.fromEntries(own.map((name) => [name, body[name]])) } as StoredFields;
  // Its filter is read now, so that one that is none is not kept.
  actionOf(tipo, null, fields);
  return { name: nome, kind: tipo, active: ativa ? 1 : 0, from: de, until: ate, fields, film: filme_id };
}

function columnsOf({ name, kind, active, from, until, fields }: Written) {
  return { name, kind, active, from, until, fields };
}

/** A stored rule as the body that it came with; of another kind without what its own takes. */
function given({ name, kind, active, from, until, filmId, fields }: Regra, asKind: RuleKind = kind): NewRuleBody {
  const { onde, ...others } = fields;
  const own = { ...others, ...(filmId !== null && { filme_id: filmId }) };
  const body = { nome: name, tipo: kind, ativa: active === 1, de: from, ate: until, onde: [...onde], ...own };
  if (asKind === kind) return body;
  const foreign = actionFields.filter((name) => !(fieldsOfKind[asKind] as readonly string[]).includes(name));
  return { ...body, ...Object.fromEntries(foreign.map((name) => [name, undefined])) };
}

/** Without the fields that did not come. */
function defined(patch: RulePatchBody): RulePatchBody {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
