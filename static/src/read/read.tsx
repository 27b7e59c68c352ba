import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetched } from "../lib/fetched";
import { isRefusal, post } from "../lib/http";
import { Mark } from "../lib/icons";
import { Down } from "../lib/icons-late";
import { wholeDay, wordsOf } from "../lib/words";
import { DocumentPage, type Told } from "../organiser/record/document";
import en from "./en.json";

const t = wordsOf(en);
/** A large record takes a while to be read. */
const WAIT_MS = 130_000;

interface Form {
  readonly name: string;
  readonly title: string;
}

interface Opened extends Told {
  readonly until: number;
  readonly forms: readonly Form[];
}

/** What a link opens: one form of a record, to be read and taken away. */
export function ReadPage({ token }: { token: string }): JSX.Element {
  const [told, setTold] = useState<Opened>();
  const [shut, setShut] = useState<{ code: string; says: string }>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setShut(undefined);
    void post("/api/read", { token }, { wait: WAIT_MS }).then((answer) => {
      if (answer?.ok) {
        setTold(answer as unknown as Opened);
        document.title = `${answer.title} · Tingsha`;
      } else setShut(isRefusal(answer) ? answer : { code: "", says: t("no_answer") });
    });
  }, [turn]);
  return (
    <div class="read">
      <header>
        <Mark />
        <b>Tingsha</b>
        {told && (
          <button
            type="button"
            class="btn end"
            onClick={() => document.querySelector(".keep")?.scrollIntoView({ block: "center" })}
          >
            <Down />
            {t("keep")}
          </button>
        )}
      </header>
      <main>
        {told ? (
          <>
            <DocumentPage told={told} top />
            <Keep token={token} told={told} />
          </>
        ) : shut ? (
          <div class="shut" role="alert">
            <h1 class="ask">{t("closed")}</h1>
            <p>{shut.says}</p>
            {shut.code !== "void" && (
              <button type="button" class="btn" onClick={() => setTurn((n) => n + 1)}>
                {t("again")}
              </button>
            )}
          </div>
        ) : (
          <p class="soft" role="status">
            {t("wait")}
          </p>
        )}
      </main>
    </div>
  );
}

function Keep({ token, told }: { token: string; told: Opened }): JSX.Element {
  const [state, setState] = useState<"" | "busy" | "failed">("");
  const [says, setSays] = useState("");
  const take = async (form: Form) => {
    setState("busy");
    const got = await fetched(`/api/read/take.${encodeURIComponent(form.name)}`, { body: { token } });
    setState("name" in got ? "" : "failed");
    setSays("name" in got ? t("saved", { name: got.name }) : got.says || t("no_answer"));
  };
  return (
    <section class="keep">
      <h2>{t("keep")}</h2>
      <div class="forms">
        {told.forms.map((form) => (
          <button
            key={form.name}
            type="button"
            class="btn"
            aria-busy={state === "busy"}
            onClick={() => state === "busy" || void take(form)}
          >
            <Down />
            {form.title.charAt(0).toLocaleUpperCase() + form.title.slice(1)}
          </button>
        ))}
      </div>
      <p role="status">{state === "busy" ? t("making") : state === "failed" ? `${t("failed")} ${says}` : says}</p>
      <p class="small soft">{t("until", { day: wholeDay(told.until) })}</p>
    </section>
  );
}
