/**
 * The greatest value between `least` and `most` at which `fits` holds, to within `step`; `least` when none does.
 * Whatever fits at one size must fit at every smaller one.
 */
export function largest(least: number, most: number, step: number, fits: (value: number) => boolean): number {
  if (fits(most)) return most;
  let low = least;
  let high = most;
  while (high - low > step) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Width of a text in ems: a fair guess for a proportional face, wide scripts (Chinese, Japanese, Korean) counted as such. */
export function ems(text: string): number {
  let width = 0;
  for (const sign of text) width += sign > "\u2e7f" && sign < "\uff00" ? 1 : sign === " " ? 0.3 : 0.54;
  return width;
}

/** How many lines a text takes in a column of `column` ems; a word longer than the column is broken. */
export function lines(text: string, column: number): number {
  let count = 0;
  for (const paragraph of text.split("\n")) {
    let used = Number.POSITIVE_INFINITY;
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const wide = ems(word);
      if (used + 0.3 + wide <= column) used += 0.3 + wide;
      else {
        count += Math.max(1, Math.ceil(wide / column));
        used = wide % column || wide;
      }
    }
  }
  return Math.max(1, count);
}
