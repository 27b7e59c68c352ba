import type { JSX } from "preact";
import type { Desk } from "../desk";
import type { Place } from "../place";
import { Begin } from "./begin";
import { CardsPage } from "./cards";
import { CommunityPage } from "./community";
import { Found } from "./found";
import { KeptPage } from "./kept";
import { PeoplePage } from "./people";
import { PromisesPage } from "./promises";
import { RegistrationPages } from "./registration/list";
import { RegistrationPage } from "./registration/one";
import { RosterPage } from "./roster";
import { Season } from "./season";
import { SurveysPage } from "./surveys/list";
import { SurveyPage } from "./surveys/one";

export type SeasonPlace = Extract<
  Place,
  {
    readonly page:
      | "found"
      | "community"
      | "people"
      | "promises"
      | "kept"
      | "begin"
      | "roster"
      | "cards"
      | "registration"
      | "surveys";
  }
>;

const PAGES: ReadonlySet<string> = new Set([
  "found",
  "community",
  "people",
  "promises",
  "kept",
  "begin",
  "roster",
  "cards",
  "registration",
  "surveys",
]);

export function isSeason(place: Place): place is SeasonPlace {
  return PAGES.has(place.page);
}

/** The pages about one community, or about one to be. */
export function SeasonPage({ desk, place }: { desk: Desk; place: SeasonPlace }): JSX.Element {
  const season = new Season(desk);
  if (place.page === "found") return <Found season={season} />;
  const { id } = place;
  if (place.page === "surveys") {
    if (place.of) return <SurveyPage key={place.of} desk={desk} id={id} of={place.of} />;
    return <SurveysPage key={id} desk={desk} id={id} />;
  }
  if (place.page === "community") return <CommunityPage key={id} season={season} id={id} />;
  if (place.page === "people") return <PeoplePage key={id} season={season} id={id} />;
  if (place.page === "promises") return <PromisesPage key={id} season={season} id={id} />;
  if (place.page === "kept") return <KeptPage key={id} keeper={season.keeper} id={id} />;
  if (place.page === "begin") return <Begin key={id} season={season} id={id} />;
  if (place.page === "registration") {
    if (place.of) return <RegistrationPage key={place.of} desk={desk} id={id} of={place.of} />;
    return <RegistrationPages key={id} desk={desk} id={id} />;
  }
  if (place.page === "cards") return <CardsPage key={id} season={season} id={id} />;
  return <RosterPage key={id} season={season} id={id} />;
}
