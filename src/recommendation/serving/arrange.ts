import { at } from '../../invariants';
import type { NamedRule, RuleSet } from './compiled-rules';

/** A list as rules arranged it. */
export interface Arranged {
  /** Places in the index, the first of the list first. */
  readonly films: Uint32Array;
  /** By film: rules by which others came before it, since a page had enough like it. */
  readonly putOff: ReadonlyMap<number, readonly NamedRule[]>;
  /** By film: the rule by which it came before its turn, for the share of its places. */
  readonly brought: ReadonlyMap<number, NamedRule>;
}

/**
 * The first `length` films of a list by rules, place after place: a film pinned there; else, where a share of the places up to
 * here is not reached, the best film that it is for; else the best. Films of which a page has as many as it may are passed over
 * and come first on the next; where nothing else is left they come all the same, since a short list helps nobody. Pinned films
 * are never passed over, and count from the top of their page on. Of two pins for one place the older stands there, the other after it; one
 * beyond the end of the list is its last film.
 *
 * order: places of all films of the list, best first; pageLength: in films. A longer list begins with a shorter one.
 * O(order + length / pageLength passed over).
 */
export function arrange(order: Uint32Array, rules: RuleSet, pageLength: number, length: number): Arranged {
  const list = new Arrangement(order, rules, pageLength);
  const films = new Uint32Array(Math.min(length, order.length));
  for (let n = 0; n < films.length; n++) films[n] = list.next(n);
  return { films, putOff: list.putOff, brought: list.brought };
}

/** A film that was passed over, and the rules that were in its way. */
interface PassedOver {
  readonly film: number;
  readonly rules: readonly NamedRule[];
}

class Arrangement {
  readonly putOff = new Map<number, readonly NamedRule[]>();
  readonly brought = new Map<number, NamedRule>();
  /** By film: 1 once it has its place, and from the beginning for those pinned. */
  private readonly taken: Uint8Array;
  private readonly pins: RuleSet['pins'];
  private nextPin = 0;
  /** Of each cap, by value: films of the page. */
  private readonly counts: readonly Uint16Array[];
  /** Of each quota: films of the list so far. */
  private readonly had: Float64Array;
  /** All that stands in the order before it is taken. */
  private open = 0;
  /** How far the page has been looked through for the best film, and for that of each quota: what is full stays so until it ends. */
  private looked = 0;
  private readonly lookedFor: Uint32Array;
  private passedOver: PassedOver[] = [];

  constructor(
    private readonly order: Uint32Array,
    private readonly rules: RuleSet,
    private readonly pageLength: number,
  ) {
    const listed = new Uint8Array(order.reduce((most, film) => Math.max(most, film), 0) + 1);
    for (const film of order) listed[film] = 1;
    this.taken = new Uint8Array(listed.length);
    // What is not in the list is in none of its places: seen, not wanted, filtered out, deleted. Of two pins of one film the first holds.
    this.pins = rules.pins.filter(({ film }) => {
      const isFirst = listed[film] === 1 && this.taken[film] === 0;
      if (isFirst) this.taken[film] = 1;
      return isFirst;
    });
    this.counts = rules.caps.map(({ valueCount }) => new Uint16Array(valueCount));
    this.had = new Float64Array(rules.quotas.length);
    this.lookedFor = new Uint32Array(rules.quotas.length);
  }

  /** The film after the first n. */
  next(n: number): number {
    if (n % this.pageLength === 0) this.turnPage(n + this.pageLength);
    const pin = this.pins.at(this.nextPin);
    if (pin && pin.place <= n + 1) return this.takePin();
    const best = this.best();
    const film = this.ofQuota(n + 1, best) ?? best ?? this.firstOpen();
    if (film === undefined) return this.takePin();
    if (film === best) {
      for (const passed of this.passedOver) this.putOff.set(passed.film, passed.rules);
      this.passedOver = [];
    }
    this.taken[film] = 1;
    this.count(film);
    this.note(film);
    return film;
  }

  /** last: place of the last film of the page that begins. */
  private turnPage(last: number): void {
    for (const count of this.counts) count.fill(0);
    for (const { film, place } of this.pins.slice(this.nextPin)) if (place <= last) this.count(film);
    this.firstOpen();
    this.looked = this.open;
    this.lookedFor.fill(this.open);
    this.passedOver = [];
  }

  private takePin(): number {
    const { film } = at(this.pins, this.nextPin++, 'pin');
    this.note(film);
    return film;
  }

  /** The best film that the page has room for. */
  private best(): number | undefined {
    for (; this.looked < this.order.length; this.looked++) {
      const film = this.order[this.looked];
      if (this.taken[film] === 1) continue;
      const rules = this.inTheWayOf(film);
      if (rules.length === 0) return film;
      this.passedOver.push({ film, rules });
    }
    return undefined;
  }

  /** The best film that a share is for which is not reached; of several that which is reached least. best: of all. */
  private ofQuota(place: number, best: number | undefined): number | undefined {
    const { quotas } = this.rules;
    if (quotas.length === 0) return undefined;
    // 0.1 * 30 is a little more than 3, and 0.29 * 100 a little less than 29.
    const wanted = quotas.map(({ share }) => Math.floor(share * place + 1e-9));
    const behind = [...quotas.keys()].filter((q) => this.had[q] < wanted[q]);
    behind.sort((a, b) => this.had[a] / wanted[a] - this.had[b] / wanted[b] || a - b);
    for (const q of behind) {
      const { films, rule } = quotas[q];
      for (; this.lookedFor[q] < this.order.length; this.lookedFor[q]++) {
        const film = this.order[this.lookedFor[q]];
        if (this.taken[film] === 1 || films[film] === 0 || this.inTheWayOf(film).length > 0) continue;
        if (film !== best) this.brought.set(film, rule);
        return film;
      }
    }
    return undefined;
  }

  private firstOpen(): number | undefined {
    while (this.open < this.order.length && this.taken[this.order[this.open]] === 1) this.open++;
    return this.open < this.order.length ? this.order[this.open] : undefined;
  }

  /** The rules by which the page has enough like a film. */
  private inTheWayOf(film: number): NamedRule[] {
    return this.rules.caps.flatMap(({ rule, values, most }, c) =>
      values[film].some((value) => this.counts[c][value] >= most) ? rule : [],
    );
  }

  private count(film: number): void {
    this.rules.caps.forEach(({ values }, c) => {
      for (const value of values[film]) this.counts[c][value]++;
    });
  }

  private note(film: number): void {
    this.rules.quotas.forEach(({ films }, q) => {
      this.had[q] += films[film];
    });
  }
}
