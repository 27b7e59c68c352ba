import type { ComponentChildren, JSX } from "preact";
import { can } from "../account/me";
import { To } from "../pieces";
import { t } from "./words";

/** The head of a community's pages: its name, what stands beside it, and the way between them. */
export function Frame(props: {
  id: string;
  name: string;
  at: "community" | "people" | "promises" | "kept" | "registration" | "surveys";
  beside?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <main class="home season">
      <div class="title">
        <h1 class="ask">
          <bdi>{props.name}</bdi>
        </h1>
        {props.beside}
      </div>
      <nav class="tabs" aria-label={props.name}>
        <To place={{ page: "community", id: props.id }} current={props.at === "community"}>
          {t("meetings")}
        </To>
        {can("people") && (
          <To place={{ page: "people", id: props.id }} current={props.at === "people"}>
            {t("people")}
          </To>
        )}
        {can("promises") && (
          <To place={{ page: "promises", id: props.id }} current={props.at === "promises"}>
            {t("promises")}
          </To>
        )}
        {can("registration") && (
          <To place={{ page: "registration", id: props.id, of: "" }} current={props.at === "registration"}>
            {t("registration")}
          </To>
        )}
        {can("surveys") && (
          <To place={{ page: "surveys", id: props.id, of: "" }} current={props.at === "surveys"}>
            {t("surveys")}
          </To>
        )}
        {can("kept") && (
          <To place={{ page: "kept", id: props.id }} current={props.at === "kept"}>
            {t("kept")}
          </To>
        )}
      </nav>
      {props.children}
    </main>
  );
}
