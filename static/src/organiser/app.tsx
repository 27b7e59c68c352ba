import type { JSX } from "preact";
import { Mark } from "../lib/icons";
import { Account } from "./account/account";
import { Colleagues } from "./account/colleagues";
import { can } from "./account/me";
import { Who } from "./account/who";
import type { Desk } from "./desk";
import { Home } from "./home";
import { Make } from "./make";
import { said, string } from "./own";
import { To } from "./pieces";
import { isPlain, place } from "./place";
import { RecordPage } from "./record/page";
import { isSeason, SeasonPage } from "./season/pages";
import { Session } from "./session";
import { StringPage } from "./stringpage";
import { StructurePage } from "./structure";
import { Structures } from "./structures";
import { t } from "./words";

/** The organiser's pages, before and after a session. */
export function App({ desk }: { desk: Desk | undefined }): JSX.Element {
  const now = place.value;
  return (
    <div class="desk">
      <header class="head">
        <Mark />
        <b class="house">Tingsha</b>
        {desk && (
          <>
            <nav>
              <To place={{ page: "home" }} current={now.page === "home"}>
                {t("home")}
              </To>
              {can("structures") && (
                <To place={{ page: "structures" }} current={now.page === "structures" || now.page === "structure"}>
                  {t("structures")}
                </To>
              )}
              {can("create") && (
                <To place={{ page: "string" }} current={now.page === "string"}>
                  <span>
                    {t("my_string")}
                    {string.value.parts.length > 0 && <span class="num soft"> {string.value.parts.length}</span>}
                  </span>
                </To>
              )}
              <Who />
            </nav>
            {can("create") && !isPlain(now) && now.page !== "make" && now.page !== "string" && !isSeason(now) && (
              <To class="btn main end" place={{ page: "make", script: "" }}>
                {t("make")}
              </To>
            )}
          </>
        )}
      </header>
      {!desk ? (
        <main class="home empty">
          <h1 class="ask">{t("no_link")}</h1>
          <p class="lead soft">{t("no_link_text")}</p>
        </main>
      ) : now.page === "home" ? (
        <Home desk={desk} />
      ) : isSeason(now) ? (
        <SeasonPage desk={desk} place={now} />
      ) : now.page === "account" ? (
        <Account desk={desk} />
      ) : now.page === "colleagues" ? (
        <Colleagues desk={desk} />
      ) : now.page === "make" ? (
        <Make desk={desk} script={now.script} />
      ) : now.page === "session" ? (
        <Session key={now.id} desk={desk} id={now.id} />
      ) : now.page === "record" ? (
        <RecordPage key={now.id} desk={desk} place={now} />
      ) : now.page === "structures" ? (
        <Structures desk={desk} />
      ) : now.page === "structure" ? (
        <StructurePage key={now.slug} desk={desk} slug={now.slug} />
      ) : (
        <StringPage desk={desk} />
      )}
      <p class="unseen" role="status">
        {said}
      </p>
    </div>
  );
}
