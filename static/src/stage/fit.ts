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

/** Ems of one letter on average in the serif of people's words: as wide as the widest of the faces it may be set in. */
const SERIF = 0.51;

/** Ems of a letter in the sans of names, as wide as the widest of the system's faces sets it: a cut name is no name. */
function inSans(sign: string): number {
  if (/[mwMW@—]/.test(sign)) return 0.94;
  if (/[iljtfrI.,:;'’()-]/.test(sign)) return 0.42;
  return /\p{Lu}/u.test(sign) ? 0.74 : 0.62;
}

/** Width of a text in ems: a fair guess for a proportional face, wide scripts (Chinese, Japanese, Korean) counted as such. */
export function ems(text: string, letter?: number): number {
  let width = 0;
  for (const sign of text)
    width += sign > "\u2e7f" && sign < "\uff00" ? 1 : sign === " " ? 0.28 : (letter ?? inSans(sign));
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
