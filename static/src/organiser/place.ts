import { signal } from "@preact/signals";

/** Where the organiser is. The address says it too, so that Back and a reload do what people expect. */
export type Place =
  | { readonly page: "home" }
  | { readonly page: "found" }
  | { readonly page: "community"; readonly id: string }
  | { readonly page: "people"; readonly id: string }
  | { readonly page: "promises"; readonly id: string }
  | { readonly page: "kept"; readonly id: string }
  | { readonly page: "begin"; readonly id: string }
  | { readonly page: "cards"; readonly id: string }
  | { readonly page: "roster"; readonly id: string }
  | { readonly page: "registration"; readonly id: string; readonly of: string }
  | { readonly page: "surveys"; readonly id: string; readonly of: string }
  | { readonly page: "make"; readonly script: string }
  | { readonly page: "session"; readonly id: string }
  | RecordPlace
  | { readonly page: "structures" }
  | { readonly page: "structure"; readonly slug: string }
  | { readonly page: "string" }
  | { readonly page: "account" }
  | { readonly page: "colleagues" };

/** The record of a session or of a series; `take`: to take it away, `line`: one line of it, as "2:5.3.2". */
export interface RecordPlace {
  readonly page: "record";
  readonly id: string;
  readonly series?: boolean;
  readonly take?: boolean;
  readonly line?: string;
}

/** Pages whose address is their name alone. */
const PLAIN = ["account", "colleagues"] as const;

/** Pages about one community, beside its own. */
const OF_A_COMMUNITY = ["people", "promises", "kept", "begin", "roster", "cards"] as const;

function isOfACommunity(place: Place): place is Extract<Place, { page: (typeof OF_A_COMMUNITY)[number] }> {
  return OF_A_COMMUNITY.some((page) => page === place.page);
}

export function isPlain(place: Place): boolean {
  return PLAIN.some((page) => page === place.page);
}

export function placeOf(search: string): Place {
  const asked = new URLSearchParams(search);
  const community = asked.get("community");
  const registration = asked.get("registration");
  if (community && registration !== null) return { page: "registration", id: community, of: registration };
  const survey = asked.get("surveys");
  if (community && survey !== null) return { page: "surveys", id: community, of: survey };
  if (community) return { page: OF_A_COMMUNITY.find((page) => asked.has(page)) ?? "community", id: community };
  if (asked.has("found")) return { page: "found" };
  const plain = PLAIN.find((page) => asked.has(page));
  if (plain) return { page: plain };
  const series = asked.get("series");
  if (series) return recordOf(series, true, asked);
  const id = asked.get("session");
  if (id) return asked.has("record") ? recordOf(id, false, asked) : { page: "session", id };
  const slug = asked.get("structure");
  if (slug) return { page: "structure", slug };
  if (asked.has("structures") || slug !== null) return { page: "structures" };
  if (asked.has("string")) return { page: "string" };
  const script = asked.get("make");
  return script === null ? { page: "home" } : { page: "make", script };
}

function recordOf(id: string, series: boolean, asked: URLSearchParams): RecordPlace {
  return { page: "record", id, series, take: asked.has("take"), line: asked.get("line") ?? "" };
}

export function searchOf(place: Place): string {
  if (place.page === "home") return "";
  if (place.page === "account" || place.page === "colleagues") return `?${place.page}`;
  if (place.page === "make") return `?${new URLSearchParams({ make: place.script })}`;
  if (place.page === "structure") return `?${new URLSearchParams({ structure: place.slug })}`;
  if (place.page === "structures" || place.page === "string" || place.page === "found") return `?${place.page}`;
  if (place.page === "community") return `?${new URLSearchParams({ community: place.id })}`;
  if (isOfACommunity(place)) return `?${new URLSearchParams({ community: place.id, [place.page]: "" })}`;
  if (place.page === "registration") return `?${new URLSearchParams({ community: place.id, registration: place.of })}`;
  if (place.page === "surveys") return `?${new URLSearchParams({ community: place.id, surveys: place.of })}`;
  if (place.page === "session") return `?${new URLSearchParams({ session: place.id })}`;
  const search = new URLSearchParams(place.series ? { series: place.id } : { session: place.id, record: "" });
  if (place.take) search.set("take", "");
  else if (place.line) search.set("line", place.line);
  return `?${search}`;
}

export const place = signal<Place>(placeOf(location.search));

export function go(to: Place): void {
  history.pushState(null, "", location.pathname + searchOf(to));
  place.value = to;
  scrollTo(0, 0);
}

export function followHistory(): void {
  addEventListener("popstate", () => {
    place.value = placeOf(location.search);
  });
}
