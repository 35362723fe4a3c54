import { isYear } from './parse-cells';

/** English, French, Italian, Spanish, German, Portuguese, Dutch and Scandinavian articles, as they trail a title. */
const articles =
  "The|An?|Les?|La|L['’]|Une?|Des|Il|Lo|I|Gli|Un[ao]|El|L[ao]s|Un[ao]s|Der|Die|Das|Eine?|O|Os|As|Uma?|De|Het|Det|Den|En|Ett?|Da";
const trailingArticle = new RegExp(`^(.+), (${articles})$`);

/** "(1995)" at the end, also "(1995–2001)" and "(2006- )"; then perhaps "(V)" or "(TV)", for how it was shown. */
const trailingYear = /\s*\((\d{4})\s*(?:[-–—]\s*(?:\d{4})?\s*)?\)\s*(?:\((?:V|TV)\))?$/;

/**
 * Title and year from a MovieLens title: "Matrix, The (1999)" is "The Matrix" of 1999, and
 * "City of Lost Children, The (Cité des enfants perdus, La) (1995)" is
 * "The City of Lost Children (La Cité des enfants perdus)".
 */
export function parseTitle(text: string): { titulo: string; ano: number | null } {
  const whole = text.trim().replace(/\s+/g, ' ');
  const found = trailingYear.exec(whole);
  const year = Number(found?.[1]);
  const dated = found !== null && found.index > 0 && isYear(year);
  return { titulo: articlesFirst(dated ? whole.slice(0, found.index) : whole), ano: dated ? year : null };
}

/** Put articles where they are read, in the title and in each name given in brackets. */
function articlesFirst(title: string): string {
  const moved = articleFirst(title);
  const bracket = moved.indexOf('(');
  if (bracket < 0) return moved;
  const main = moved.slice(0, bracket).trimEnd();
  const others = moved.slice(bracket).replace(/\(([^()]+)\)/g, (_, name: string) => `(${otherName(name)})`);
  return `${articleFirst(main)}${main === '' ? '' : moved.slice(main.length, bracket)}${others}`;
}

/** A name in brackets may say that it is one: "a.k.a. Bicycle Thief, The". */
function otherName(text: string): string {
  const [, prefix = '', name = text] = /^(a\.?k\.?a\.? +)?(.*)$/i.exec(text) ?? [];
  return prefix + articleFirst(name);
}

function articleFirst(title: string): string {
  const found = trailingArticle.exec(title);
  if (!found) return title;
  const [, rest = '', article = ''] = found;
  return /['’]$/.test(article) ? article + rest : `${article} ${rest}`;
}
