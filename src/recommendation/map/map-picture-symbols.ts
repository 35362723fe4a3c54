import { shapePath, type GroupShape } from '../../group-shapes';
import { at } from '../../invariants';
import { GROUP_HUES } from '../model/group-looks';

/** What a group looks like everywhere in the picture. */
export interface DrawnLook {
  readonly colour: string;
  readonly shape: GroupShape;
}

export function drawnLook(hue: number, shape: GroupShape): DrawnLook {
  return { colour: at(GROUP_HUES, hue, 'hue'), shape };
}

/** A shape as ECharts takes it for a symbol. */
export function shapeSymbol(shape: GroupShape): string {
  return `path://${shapePath(shape, 0, 0, 100)}`;
}
