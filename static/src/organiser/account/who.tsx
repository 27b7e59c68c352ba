import type { JSX } from "preact";
import { To } from "../pieces";
import { place } from "../place";
import { can, me } from "./me";
import { t } from "./words";

/** In the head of every page: colleagues, and one's own account. */
export function Who(): JSX.Element | null {
  const now = me.value;
  if (!now?.by) return null;
  const at = place.value.page;
  return (
    <>
      {can("colleagues") && (
        <To place={{ page: "colleagues" }} current={at === "colleagues"}>
          {t("colleagues")}
        </To>
      )}
      {now.by === "link" && !now.empty && (
        <To place={{ page: "account" }} current={at === "account"}>
          {t("sign_in")}
        </To>
      )}
      {now.by === "account" && (
        <To class="mine" place={{ page: "account" }} current={at === "account"}>
          <bdi>{now.name}</bdi>
        </To>
      )}
    </>
  );
}
