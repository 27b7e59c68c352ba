import type { Person } from "./season";

/** Those of whom every word that is looked for is known. */
export function matching(people: readonly Person[], sought: string): readonly Person[] {
  return people.filter((one) => matches([one.name, one.email, one.role, one.organisation, one.place], sought));
}

/** Whether every word that is looked for is in one of these texts, whatever its accents and capitals. */
export function matches(texts: readonly string[], sought: string): boolean {
  const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const known = plain(texts.join(" "));
  return plain(sought)
    .split(/\s+/)
    .every((word) => known.includes(word));
}
