import { sameWord } from '../database/fold';
import { mayBeMisspelt, nearly, oneWrong } from '../database/typo';
import { at } from '../invariants';

/** How well a title fits: lower is better. */
enum Tier {
  exact,
  /** With whole words. */
  beginning,
  /** Within a word. */
  begun,
  words,
  typo,
}

/** A title that fits: which, of those that were added, from 0 on, and how well. */
interface Ranked {
  readonly n: number;
  readonly tier: Tier;
}

const ARTICLE = /^(the|a|an|o|os|as|um|uma|el|la|los|las|le|les|der|die|das) (?=.)/;

/**
 * Titles, as `searchText` has them, with what makes looking through many of them quick: which have a word. 90,000 titles take
 * some 20 MB.
 */
export class TitleIndex {
  private readonly titles: string[] = [];
  /** Without spaces. */
  private readonly joined: string[] = [];
  /** Letters of the article that a title begins with. */
  private readonly articles: number[] = [];
  private readonly titlesByWord = new Map<string, number[]>();

  add(title: string): void {
    const n = this.titles.push(title) - 1;
    this.joined.push(title.replaceAll(' ', ''));
    this.articles.push(ARTICLE.exec(title)?.[1].length ?? 0);
    for (const word of new Set(title.split(' '))) {
      const before = this.titlesByWord.get(word);
      if (before) before.push(n);
      else this.titlesByWord.set(word, [n]);
    }
  }

  /**
   * The titles that fit a text, as `searchText` has it: the title itself, one that begins with it, one in which all of its words
   * begin words, spaces apart (`spiderman` is `spider man`); where there is none, one whose words have one letter wrong.
   * isOpen: whether a title may be found at all.
   */
  rank(text: string, isOpen: (n: number) => boolean): Ranked[] {
    const words = text.split(' ');
    const whole = text.replaceAll(' ', '');
    const begun = this.wordsBegun(words);
    const found: Ranked[] = [];
    this.joined.forEach((joined, n) => {
      const all = begun[n] === words.length;
      if (!all && !joined.includes(whole)) return;
      const tier = this.tierOf(n, words, text, whole, all);
      if (tier !== null && isOpen(n)) found.push({ n, tier });
    });
    if (found.length > 0 || !words.some(mayBeMisspelt)) return found;
    return this.misspelt(words, whole)
      .filter(isOpen)
      .map((n) => ({ n, tier: Tier.typo }));
  }

  /** For each title, how many of the words begin words of it, up to the first that does not. */
  private wordsBegun(words: readonly string[]): Uint8Array {
    const begun = new Uint8Array(this.titles.length);
    for (const [k, word] of words.entries()) {
      let any = false;
      for (const [own, titles] of this.titlesByWord) {
        if (!own.startsWith(word) && !sameWord(own, word)) continue;
        for (const n of titles)
          if (begun[n] === k) {
            begun[n] = k + 1;
            any = true;
          }
      }
      if (!any) break;
    }
    return begun;
  }

  /** all: whether each word begins a word of the title. */
  private tierOf(n: number, words: readonly string[], text: string, whole: string, all: boolean): Tier | null {
    const title = at(this.titles, n);
    const joined = at(this.joined, n);
    if (joined === whole || (all && areSame(title, words))) return Tier.exact;
    if (title.startsWith(text) && title[text.length] === ' ') return Tier.beginning;
    if (joined.startsWith(whole) || joined.startsWith(whole, at(this.articles, n))) return Tier.begun;
    return all || beginsAtWord(title, joined, whole) ? Tier.words : null;
  }

  private misspelt(words: readonly string[], whole: string): number[] {
    const candidates = new Set<number>();
    for (const word of words.filter(mayBeMisspelt))
      for (const [own, titles] of this.titlesByWord) if (oneWrong(own, word)) for (const n of titles) candidates.add(n);
    this.joined.forEach((joined, n) => {
      if (oneWrong(joined, whole)) candidates.add(n);
    });
    return [...candidates].filter((n) => nearly(at(this.titles, n), words, whole));
  }
}

function areSame(title: string, words: readonly string[]): boolean {
  const parts = title.split(' ');
  return parts.length === words.length && parts.every((part, n) => sameWord(part, at(words, n)));
}

/** Whether a title goes on so from one of its words on, spaces apart. */
function beginsAtWord(title: string, joined: string, whole: string): boolean {
  let spaces = 0;
  for (let space = title.indexOf(' '); space >= 0; space = title.indexOf(' ', space + 1)) {
    if (joined.startsWith(whole, space - spaces)) return true;
    spaces++;
  }
  return joined.startsWith(whole);
}
