import type { JSX } from "preact";
import { Mark } from "../lib/icons";
import type { Desk } from "./desk";
import { Home } from "./home";
import { Make } from "./make";
import { To } from "./pieces";
import { place } from "./place";
import { RecordPage } from "./record";
import { Session } from "./session";
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
                {t("sessions")}
              </To>
            </nav>
            {now.page !== "make" && (
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
      ) : now.page === "make" ? (
        <Make desk={desk} script={now.script} />
      ) : now.page === "session" ? (
        <Session key={now.id} desk={desk} id={now.id} />
      ) : (
        <RecordPage key={now.id} desk={desk} id={now.id} />
      )}
    </div>
  );
}
