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

/** Ems of one letter on average: the sans of names is wider than the serif of people's words. */
const SANS = 0.58;
const SERIF = 0.48;

/** Width of a text in ems: a fair guess for a proportional face, wide scripts (Chinese, Japanese, Korean) counted as such. */
export function ems(text: string, letter = SANS): number {
  let width = 0;
  for (const sign of text) width += sign > "\u2e7f" && sign < "\uff00" ? 1 : sign === " " ? 0.28 : letter;
  return width;
}

/** How many lines a text in serif takes in a column of `column` ems; a word longer than the column is broken. */
export function lines(text: string, column: number): number {
  let count = 0;
  for (const paragraph of text.split("\n")) {
    let used = Number.POSITIVE_INFINITY;
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const wide = ems(word, SERIF);
      if (used + 0.28 + wide <= column) used += 0.28 + wide;
      else {
        count += Math.max(1, Math.ceil(wide / column));
        used = wide % column || wide;
      }
    }
  }
  return Math.max(1, count);
}
