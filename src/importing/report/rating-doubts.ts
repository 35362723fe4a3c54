import type { RatingInput } from '../reading/rows';

/** A file with fewer ratings than this may well use the lower part of its scale only. */
const ENOUGH = 20;

/** Looks at the ratings of an import for what a person would want to know: sound rows can still be the wrong ones. */
export class RatingDoubts {
  private count = 0;
  private least = Infinity;
  private most = -Infinity;
  private inFuture = 0;
  private unknown = 0;

  /** now: milliseconds since 1970. */
  constructor(private readonly now: number) {}

  /** A rating on our scale. */
  see({ avaliacao, avaliado_em }: RatingInput): void {
    this.count++;
    this.least = Math.min(this.least, avaliacao);
    this.most = Math.max(this.most, avaliacao);
    if (avaliado_em !== null && avaliado_em > this.now) this.inFuture++;
  }

  /** Ratings of films or by users that are not there. */
  seeUnknown(count: number): void {
    this.unknown += count;
  }

  /** In Portuguese. */
  doubts(): string[] {
    const found: string[] = [];
    if (this.count > 1 && this.least === this.most)
      found.push(
        `todas as ${this.count} avaliações têm a mesma nota (${this.most}): não dizem de que cada um gosta mais`,
      );
    else if (this.count >= ENOUGH && this.most <= 1)
      found.push(`nenhuma nota passa de ${this.most}: a escala parece ser de 0 a 1`);
    if (this.inFuture > 0) found.push(`avaliações com data no futuro: ${this.inFuture}`);
    if (this.unknown > 0) found.push(`avaliações de filmes ou usuários que não existem: ${this.unknown}`);
    return found;
  }
}
