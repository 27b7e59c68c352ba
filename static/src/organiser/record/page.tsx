import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Lock } from "../../lib/icons";
import { can } from "../account/me";
import type { Desk } from "../desk";
import { To, Trouble } from "../pieces";
import { go, type RecordPlace } from "../place";
import type { Reading } from "./line";
import { Index } from "./lineage";
import { Read } from "./read";
import { TakeAway } from "./take";
import { Takes } from "./takes";
import type { Tree } from "./tree";
import { t } from "./words";

/** Milliseconds for which a page says what was done. */
const LONG_MS = 10_000;

/** The record of a session or of a series: to be read, or to be taken away. */
export function RecordPage({ desk, place }: { desk: Desk; place: RecordPlace }): JSX.Element {
  const { id, series = false, take = false, line = "" } = place;
  const takes = useMemo(() => new Takes(desk, { id, series }), [desk, id, series]);
  const { tree, turn, failed, read } = useTree(takes);
  const [done, setDone] = useState<Done>();
  const index = useMemo(() => tree && new Index(tree), [tree]);
  const empty = index && index.spots.size === 0;
  const changed: Reading["changed"] = async (says, undo) => {
    setDone(undefined);
    await read();
    if (says) setDone({ says, undo });
  };
  return (
    <main class="rec">
      <header class="of">
        <p>
          {series ? (
            <To class="btn bare back" place={tree ? { page: "community", id: tree.community } : { page: "home" }}>
              {t("back_community")}
            </To>
          ) : (
            <To class="btn bare back" place={{ page: "session", id: tree?.sessions[1]?.id ?? id }}>
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
      </header>
      {failed && (
        <Trouble
          what={t(index ? "fail_again" : "fail_read")}
          says={failed.says}
          safe={t(failed.code === "unknown" ? "gone" : "safe")}
          again={read}
        />
      )}
      {!index ? (
        !failed && (
          <p class="soft wait" role="status">
            {t("reading")}
          </p>
        )
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
          changed={changed}
        />
      )}
      <Said done={done} changed={changed} over={() => setDone(undefined)} />
      <p class="small soft note">
        <Lock />
        <span>{t("privacy")}</span>
      </p>
    </main>
  );
}

interface Done {
  readonly says: string;
  readonly undo: Parameters<Reading["changed"]>[1];
}

/** What was done just now, for a while, with a way to take it back. */
function Said(props: { done: Done | undefined; changed: Reading["changed"]; over: () => void }): JSX.Element {
  const { done, changed, over } = props;
  useEffect(() => {
    const timer = done && setTimeout(over, LONG_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const undo = async (take: NonNullable<Done["undo"]>) => {
    over();
    if ((await take()).ok) await changed(t("undone"));
  };
  return (
    <div class={done ? "just-done" : "unseen"} role="status">
      {done && <span>{done.says}</span>}
      {done?.undo && (
        <button type="button" class="btn small" onClick={() => done.undo && void undo(done.undo)}>
          {t("undo")}
        </button>
      )}
    </div>
  );
}

/** The record as the server tells it. It stands while it is read again, and when that fails. `turn` counts readings. */
function useTree(takes: Takes): {
  tree: Tree | undefined;
  turn: number;
  failed: { code: string; says: string } | undefined;
  read: () => Promise<void>;
} {
  const [kept, setKept] = useState<{ tree: Tree; turn: number }>();
  const [failed, setFailed] = useState<{ code: string; says: string }>();
  const newest = useRef(0);
  const read = async () => {
    newest.current += 1;
    const turn = newest.current;
    const got = await takes.tree();
    if (turn !== newest.current) return;
    setFailed(got.ok ? undefined : got);
    if (got.ok) setKept({ tree: got.value, turn });
  };
  useEffect(() => {
    void read();
    return () => {
      newest.current += 1;
    };
  }, [takes]);
  return { tree: kept?.tree, turn: kept?.turn ?? 0, failed, read };
}

/** Goes to a line, so that Back leads to where one was. */
function follow(place: RecordPlace, line: string): void {
  const { scrollX, scrollY } = window;
  go({ ...place, line, take: false });
  scrollTo(scrollX, scrollY);
}
