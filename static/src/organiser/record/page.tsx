import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Lock } from "../../lib/icons";
import { can } from "../account/me";
import type { Desk } from "../desk";
import { To, Trouble, useAsked } from "../pieces";
import { go, type RecordPlace } from "../place";
import { Index } from "./lineage";
import { Read } from "./read";
import { TakeAway } from "./take";
import { Takes } from "./takes";
import type { Tree } from "./tree";
import { t } from "./words";

/** The record of a session or of a series: to be read, or to be taken away. */
export function RecordPage({ desk, place }: { desk: Desk; place: RecordPlace }): JSX.Element {
  const { id, series = false, take = false, line = "" } = place;
  const takes = useMemo(() => new Takes(desk, { id, series }), [desk, id, series]);
  const [turn, setTurn] = useState(0);
  const [done, setDone] = useState("");
  const { value, failed, again } = useAsked<Tree>(() => takes.tree(), `${id} ${turn}`);
  const [kept, setKept] = useState<Tree>();
  if (value && value !== kept) setKept(value);
  const index = useMemo(() => kept && new Index(kept), [kept]);
  const empty = index && index.spots.size === 0;
  return (
    <main class="rec">
      <header class="of">
        <p>
          {series ? (
            <To class="btn bare back" place={kept ? { page: "community", id: kept.community } : { page: "home" }}>
              {t("back_community")}
            </To>
          ) : (
            <To class="btn bare back" place={{ page: "session", id: kept?.sessions[1]?.id ?? id }}>
              {t("back_session")}
            </To>
          )}
        </p>
        <h1 class="ask">
          <small class="soft">{t(series ? "title_season" : "title")}</small>
          <bdi>{index?.tree.season.title ?? ""}</bdi>
        </h1>
        <nav class="tabs" aria-label={t("title")}>
          <To place={{ ...place, take: false }} current={!take}>
            {t("read")}
          </To>
          <To place={{ ...place, take: true, line: "" }} current={take}>
            {t("take")}
          </To>
        </nav>
        <p class="unseen" role="status">
          {done}
        </p>
      </header>
      {failed && !index ? (
        <Trouble what={t("fail_read")} says={failed.says} safe={t("safe")} again={again} />
      ) : !index ? (
        <p class="soft wait" role="status">
          {t("reading")}
        </p>
      ) : take ? (
        <TakeAway takes={takes} index={index} mayShare={can("share_record")} />
      ) : empty ? (
        <div class="wait">
          <h2>{t("empty")}</h2>
          <p class="soft">{t("empty_text")}</p>
        </div>
      ) : (
        <Read
          index={index}
          takes={takes}
          open={line}
          turn={turn}
          mayFix={can("put_right")}
          follow={(key) => follow(place, key)}
          changed={(says) => {
            setDone(says);
            setTurn((n) => n + 1);
          }}
        />
      )}
      <p class="small soft note">
        <Lock />
        <span>{t("privacy")}</span>
      </p>
    </main>
  );
}

/** Goes to a line, so that Back leads to where one was. */
function follow(place: RecordPlace, line: string): void {
  const { scrollX, scrollY } = window;
  go({ ...place, line, take: false });
  scrollTo(scrollX, scrollY);
}
