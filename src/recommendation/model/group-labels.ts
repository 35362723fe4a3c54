import { UnsoundModel } from '../../engine/errors';
import type { NamedArray } from '../../engine/model/model-arrays';
import { numbersToJson, textToNumbers } from '../../engine/model/text-as-numbers';
import { genreName } from '../../films/genre-names';
import { inBoth, type Text } from '../../http/language';
import type { GivenName } from './given-name.entity';
import type { ServedModel } from './served-model';

/**
 * Name of the array that holds the English names of the groups; the Portuguese ones are in the rows of the centroids.
 * Programs of before know nothing of it, and models of before have none.
 */
export const ENGLISH_NAMES = 'groupNamesInEnglish';

export function englishNamesArray(names: readonly Text[]): NamedArray {
  const data = textToNumbers(JSON.stringify(names.map(({ en }) => en)));
  return { name: ENGLISH_NAMES, rows: data.length, cols: 1, data };
}

/** The names of the groups of a model in both languages. names: the stored ones, by index. Throws UnsoundModel. */
export function storedLabels(names: readonly string[], english: NamedArray | undefined): Text[] {
  if (!english) return names.map(labelOfBefore);
  const texts = english.data instanceof Uint16Array ? numbersToJson(ENGLISH_NAMES, english.data) : null;
  if (!Array.isArray(texts) || texts.length !== names.length || texts.some((text) => typeof text !== 'string'))
    throw new UnsoundModel(ENGLISH_NAMES, 'does not name each group');
  return names.map((pt, n) => ({ pt, en: String(texts[n]) }));
}

/** A name such as earlier releases made, `terror, crime · anos 80`, in both languages. */
function labelOfBefore(name: string): Text {
  return inBoth((language) =>
    name
      .split(' · ')
      .map((part) => {
        const decade = /^anos (\d+)$/.exec(part)?.[1];
        if (decade === undefined)
          return part
            .split(', ')
            .map((genre) => genreName(genre, language))
            .join(', ');
        const year = Number(decade) < 100 ? 1900 + Number(decade) : Number(decade);
        return language === 'pt' ? `anos ${year}` : `${year}s`;
      })
      .join(' · '),
  );
}

/** The model with the names that editors gave its groups; where they gave none, or took it back, its own. */
export function withGivenNames(model: ServedModel, given: readonly GivenName[]): ServedModel {
  const byGroup = new Map(given.map((one) => [one.groupId, one]));
  const groups = model.groups.map((group) => {
    const { name = null, englishName = null } = byGroup.get(group.id) ?? {};
    return {
      ...group,
      name: { pt: name ?? group.ownName.pt, en: englishName ?? name ?? group.ownName.en },
      given: { name, englishName },
    };
  });
  return { ...model, groups };
}
