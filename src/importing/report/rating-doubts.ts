import type { Text } from '../../http/language';
import type { RatingInput } from '../reading/rows';

/** A file with fewer ratings than this may well use the lower part of its scale only. */
const ENOUGH = 20;

/** Nobody rated films online before: in milliseconds since 1970. */
const FIRST_RATINGS = Date.UTC(1990, 0, 1);

/** Looks at the ratings of an import for what a person would want to know: sound rows can still be the wrong ones. */
export class RatingDoubts {
  private count = 0;
  private least = Infinity;
  private most = -Infinity;
  private inFuture = 0;
  private unknown = 0;
  private dated = 0;
  private early = 0;
  private first = Infinity;
  private last = -Infinity;
  private readonly unrated = new Map<string, number>();

  /** now: milliseconds since 1970. */
  constructor(private readonly now: number) {}

  /** A rating on our scale. */
  see({ avaliacao, avaliado_em }: RatingInput): void {
    this.count++;
    this.least = Math.min(this.least, avaliacao);
    this.most = Math.max(this.most, avaliacao);
    if (avaliado_em === null) return;
    if (avaliado_em > this.now) this.inFuture++;
    this.dated++;
    if (avaliado_em < FIRST_RATINGS) this.early++;
    this.first = Math.min(this.first, avaliado_em);
    this.last = Math.max(this.last, avaliado_em);
  }

  /** Ratings of films or by users that are not there. */
  seeUnknown(count: number): void {
    this.unknown += count;
  }

  /** Films that were seen and not rated. */
  seeUnrated(file: string, count: number): void {
    this.unrated.set(file, (this.unrated.get(file) ?? 0) + count);
  }

  doubts(): Text[] {
    const { count, most, inFuture, unknown } = this;
    const found: Text[] = [];
    if (this.count > 1 && this.least === this.most)
      found.push({
        pt: `todas as ${count} avaliações têm a mesma nota (${most}): não dizem de que cada um gosta mais`,
        en: `all ${count} ratings are the same (${most}): they do not say what each person likes more`,
      });
    else if (this.count >= ENOUGH && this.most <= 1)
      found.push({
        pt: `nenhuma nota passa de ${most}: a escala parece ser de 0 a 1`,
        en: `no rating is above ${most}: the scale seems to be from 0 to 1`,
      });
    if (this.early > this.dated / 2) {
      const day = new Date(this.first).toISOString().slice(0, 10);
      found.push({
        pt: `quase todas as datas são de antes de 1990 (a primeira: ${day}): são mesmo datas, em segundos desde 1970?`,
        en: `nearly all dates are from before 1990 (the first: ${day}): are they dates, in seconds since 1970?`,
      });
    } else if (this.dated > 2 && this.first === this.last)
      found.push({
        pt: `todas as ${this.dated} datas são a mesma: não dizem em que ordem as notas foram dadas`,
        en: `all ${this.dated} dates are the same: they do not say in which order the ratings were given`,
      });
    if (inFuture > 0)
      found.push({
        pt: `avaliações com data no futuro: ${inFuture}`,
        en: `ratings with a date in the future: ${inFuture}`,
      });
    if (unknown > 0)
      found.push({
        pt: `avaliações de filmes ou usuários que não existem: ${unknown}`,
        en: `ratings of films or by users that do not exist: ${unknown}`,
      });
    for (const [file, seen] of this.unrated)
      found.push({
        pt:
          `${file}: ${seen} notas são 0 ou -1, muito mais que quaisquer outras, o que costuma querer dizer “visto, sem nota”: ` +
          'entraram como filmes vistos, e não como notas (--escala diz que são notas)',
        en:
          `${file}: ${seen} ratings are 0 or -1, many more than any others, which usually means "seen, not rated": ` +
          'they landed as films that were seen, not as ratings (--scale says that they are ratings)',
      });
    return found;
  }
}
