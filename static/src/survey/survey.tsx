import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Json, post } from "../lib/http";
import { Mark } from "../lib/icons";
import { newId } from "../lib/ids";
import { Page } from "../phone/page";
import { Done } from "./done";
import { Chips, Field } from "./fields";
import { answered, given, type Sheet, Sheets, type Survey } from "./sheet";
import { Start, Words } from "./start";
import { t } from "./words";

export const ROLE = "role";
const WAIT = { wait: 10_000 };

/** The page of a survey: what it is and who reads it, the questions, and thanks. `token` is one's own link, if any. */
export function SurveyPage({ id, token }: { id: string; token: string }): JSX.Element {
  const survey = useSignal<Survey | null>(null);
  const own = useSignal(false);
  const trouble = useSignal<Json | "nobody" | null>(null);
  const look = async () => {
    trouble.value = null;
    const [asked, mine] = await Promise.all([
      post("/api/survey", { survey: id }, WAIT),
      token ? post("/api/me/surveys", {}, { ...WAIT, token }) : undefined,
    ]);
    if (!asked?.ok) {
      trouble.value = asked ?? "nobody";
      return;
    }
    const listed = Array.isArray(mine?.surveys) ? (mine.surveys as readonly { id: string }[]) : [];
    own.value = listed.some((one) => one.id === id);
    survey.value = asked as unknown as Survey;
  };
  useEffect(() => {
    if (id) void look();
  }, []);
  if (!id) return <Sorry says={t("no_link")} what={t("no_link_do")} />;
  if (trouble.value === "nobody")
    return <Sorry says={t("door_shut")} what={t("safe_here")} again={() => void look()} />;
  if (trouble.value) {
    const { code, says } = trouble.value;
    if (code === "not_open" || code === "not_yet") return <Sorry says={t(code)} what={t(`${code}_do`)} />;
    return <Sorry says={String(says ?? t("no_link"))} what={t("no_link_do")} />;
  }
  if (!survey.value)
    return (
      <Page name="survey" head={<Mark />}>
        <p class="soft" role="status">
          {t("looking")}
        </p>
      </Page>
    );
  const shown = survey.value;
  return (
    <Answering
      key={String(own.value)}
      id={id}
      survey={shown}
      token={own.value ? token : ""}
      notMe={() => {
        own.value = false;
      }}
    />
  );
}

function Sorry(props: { says: string; what: string; again?: () => void }): JSX.Element {
  return (
    <Page
      name="survey"
      head={<Mark />}
      foot={
        props.again && (
          <button type="button" class="btn main" onClick={props.again}>
            {t("again")}
          </button>
        )
      }
    >
      <h1 class="ask">{props.says}</h1>
      <p class="soft">{props.what}</p>
    </Page>
  );
}

function Answering(props: { id: string; survey: Survey; token: string; notMe: () => void }): JSX.Element {
  const { id, survey, token } = props;
  const sheets = useMemo(() => new Sheets(id, survey.wave, token ? "own" : "words"), []);
  const sheet = useSignal<Sheet>(sheets.read());
  const at = useSignal<"start" | "words" | "form" | "done" | "gone">(sheet.value.sent ? "done" : "start");
  const trouble = useSignal("");
  const busy = useSignal(false);
  const keep = (change: Partial<Sheet>) => {
    sheet.value = { ...sheet.value, ...change };
    sheets.write(sheet.value);
  };
  const show = (where: typeof at.value) => {
    at.value = where;
    trouble.value = "";
    scrollTo(0, 0);
  };
  /** Sends the answers, or takes them back. */
  const send = async (answers: Record<string, unknown> | null): Promise<boolean> => {
    busy.value = true;
    trouble.value = "";
    const { words, phone } = sheet.value;
    const body = { survey: id, wave: survey.wave, answers };
    const got = token
      ? await post("/api/me/surveys/answer", body, { ...WAIT, token })
      : await post("/api/survey/answer", { ...body, words, phone }, WAIT);
    busy.value = false;
    if (got?.ok) return true;
    const says = String(got?.says ?? t("door_shut"));
    trouble.value = got?.code === "nothing" ? t("nothing_yet") : `${t("failed")} ${says}`;
    // Words that another phone took are chosen anew; the answers stay.
    if (got?.code === "taken" || got?.code === "short") at.value = "words";
    return false;
  };
  if (at.value === "start")
    return (
      <Start
        survey={survey}
        own={token !== ""}
        begin={() => show(token ? "form" : "words")}
        notMe={() => {
          if (token) props.notMe();
          else {
            sheets.clear();
            sheet.value = sheets.read();
          }
        }}
        used={Object.keys(sheet.value.answers).length > 0 || sheet.value.words !== ""}
      />
    );
  if (at.value === "words")
    return (
      <Words
        last={survey.last}
        words={sheet.value.made ? "" : sheet.value.words}
        trouble={trouble.value}
        begin={(words) => {
          keep({ words: words || newId(), made: !words });
          show("form");
        }}
      />
    );
  if (at.value === "form")
    return (
      <Form
        survey={survey}
        sheet={sheet.value}
        busy={busy.value}
        trouble={trouble.value}
        set={(name, answer) => {
          const { [name]: _, ...others } = sheet.value.answers;
          keep({ answers: answer === undefined ? others : { ...others, [name]: answer } });
        }}
        send={async () => {
          if (busy.value || !(await send(given(sheet.value.answers)))) return;
          keep({ sent: true });
          show("done");
        }}
      />
    );
  return (
    <Done
      own={token !== ""}
      last={survey.last}
      gone={at.value === "gone"}
      words={token || sheet.value.made ? "" : sheet.value.words}
      trouble={trouble.value}
      change={() => show("form")}
      again={() => show("start")}
      takeBack={async () => {
        if (!(await send(null))) return;
        sheets.clear();
        sheet.value = sheets.read();
        show("gone");
      }}
      clear={() => {
        sheets.clear();
        sheet.value = sheets.read();
        show("start");
      }}
    />
  );
}

function Form(props: {
  survey: Survey;
  sheet: Sheet;
  busy: boolean;
  trouble: string;
  set: (name: string, answer: number | string | undefined) => void;
  send: () => Promise<void>;
}): JSX.Element {
  const { survey, sheet, set } = props;
  const { done, n } = answered(survey, sheet.answers);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const { scale, role } = survey;
  const hint = t("scale", { low: scale[0] ?? "", high: scale[scale.length - 1] ?? "", most: scale.length });
  return (
    <Page
      name="survey"
      head={<Mark />}
      foot={
        <>
          {props.trouble && (
            <p class="trouble" role="alert">
              {props.trouble}
            </p>
          )}
          <div class="progress">
            <span class="bar" aria-hidden="true">
              <i style={{ "--p": String((100 * done) / Math.max(1, n)) }} />
            </span>
            <span class="num small">{t("done_of", { n, done })}</span>
          </div>
          <button type="button" class="btn main" aria-busy={props.busy} onClick={() => void props.send()}>
            {t(props.busy ? "sending" : sheet.sent ? "send_again" : "send")}
          </button>
        </>
      }
    >
      <div>
        <h1 class="ask" dir="auto" tabIndex={-1} ref={head}>
          {survey.title}
        </h1>
        <p class="soft">
          {hint} {t("skip")}
        </p>
      </div>
      {role && (
        <Chips text={role.label} options={role.options} value={sheet.answers[ROLE]} set={(value) => set(ROLE, value)} />
      )}
      {survey.parts.map((part, n) => (
        <section key={n} class="part">
          {part.title && <h2 dir="auto">{part.title}</h2>}
          {part.questions.map((one) => (
            <Field
              key={one.name}
              question={one}
              scale={scale}
              value={sheet.answers[one.name]}
              set={(value) => set(one.name, value)}
            />
          ))}
        </section>
      ))}
    </Page>
  );
}
