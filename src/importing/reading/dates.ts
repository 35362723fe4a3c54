import { LAST_MOMENT, momentOf } from '../../http/iso-time';
import { UnusableSource } from './unusable-source';

/** Which comes first in 04/07/2021: the day, or the month. */
export type DateOrder = 'dmy' | 'mdy';

const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?)?$/i;

/** What a line of text looks like that has such a date somewhere. */
const SOMEWHERE = /\b\d{1,2}([/.-])\d{1,2}\1\d{4}\b/;

/**
 * The dates of one file. 04/07/2021 is read in the order that the file's own dates show: a first number above 12 is a day, a
 * second one is. So such a file is read twice.
 */
export class Dates {
  private dayFirst = 0;
  private monthFirst = 0;
  private open = 0;

  constructor(private order: DateOrder | null) {}

  /** Whether the order must be found out, by the first lines of the file. */
  mustLook(lines: readonly string[]): boolean {
    return this.order === null && lines.some((line) => SOMEWHERE.test(line));
  }

  /** A moment in milliseconds since 1970, UTC where nothing else is said; null when it is none, or when its order is not known. */
  momentOf(text: string): number | null {
    const plain = momentOf(text.replace(/^(\d{4})\/(\d{2})\/(\d{2})/, '$1-$2-$3').replace(/ UTC$/, 'Z'));
    if (plain !== null) return plain;
    const found = SLASHED.exec(text);
    if (!found) return null;
    const [, first, , second, year, hour = '0', minute = '00', seconds = '00', half] = found as (string | undefined)[];
    this.look(Number(first), Number(second));
    if (this.order === null) return null;
    const [day, month] = this.order === 'dmy' ? [first, second] : [second, first];
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
    const two = (value: string | number | undefined): string => String(value).padStart(2, '0');
    return momentOf(`${year ?? ''}-${two(month)}-${two(day)} ${two(hours)}:${minute}:${seconds}`);
  }

  private look(first: number, second: number): void {
    if (first > 12) this.dayFirst++;
    else if (second > 12) this.monthFirst++;
    else if (first !== second) this.open++;
  }

  /** After the file was read: settle the order. Throws UnusableSource, which asks, where its dates do not. */
  decide(file: string): void {
    if (this.order !== null) return;
    const { dayFirst, monthFirst, open } = this;
    if (dayFirst > 0 !== monthFirst > 0) this.order = dayFirst > 0 ? 'dmy' : 'mdy';
    else if (dayFirst > 0)
      throw new UnusableSource({
        pt:
          `${file}: em umas datas só o dia pode vir antes, em outras só o mês. Diga qual vale: --formato-data DD/MM/AAAA ou ` +
          '--formato-data MM/DD/AAAA; na API, formato_data=DD/MM/AAAA. As outras entram sem data. Nada foi gravado.',
        en:
          `${file}: in some dates only the day can come first, in others only the month. Say which holds: --date-format DD/MM/YYYY ` +
          'or --date-format MM/DD/YYYY; in the API, formato_data=DD/MM/YYYY. The others land without a date. Nothing was written.',
      });
    else if (open > 0)
      throw new UnusableSource({
        pt:
          `${file}: nada diz se nas datas vem antes o dia ou o mês. Diga: --formato-data DD/MM/AAAA ou ` +
          '--formato-data MM/DD/AAAA; na API, formato_data=DD/MM/AAAA. Nada foi gravado.',
        en:
          `${file}: nothing says whether the day or the month comes first in its dates. Say it: --date-format DD/MM/YYYY or ` +
          '--date-format MM/DD/YYYY; in the API, formato_data=DD/MM/YYYY. Nothing was written.',
      });
    else this.order = 'dmy';
  }
}

/** Whether a moment is one that people lived in, in milliseconds since 1970. */
export function isMoment(moment: number): boolean {
  return moment >= 0 && moment <= LAST_MOMENT;
}
