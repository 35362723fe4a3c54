/** A colour of the style sheet as it is now: it depends on light and dark. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
